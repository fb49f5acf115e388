import { decimal } from '../../../../output/numbers.ts';

/** Whole units where there are many, more decimals where there are few. */
export const volumeText = (volume: number | null): string =>
  decimal(volume, volume === null || volume >= 1_000 ? 0 : volume >= 1 ? 2 : 6);
