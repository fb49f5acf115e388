import { decimal } from '../numbers.ts';

/** `1 cycle`, `2 cycles`, `1,200 cycles`. */
export const plural = (count: number, noun: string): string =>
  `${decimal(count, 0)} ${noun}${count === 1 ? '' : 's'}`;
