import { isoTime } from '../../core/clock.ts';
import type { BackOff } from '../vendor-bars.ts';

/** Why nothing was asked, as a sentence. */
export const openNote = ({ untilMs, why }: BackOff): string =>
  `Yahoo is not asked before ${isoTime(untilMs)}: the last request failed (${why}).`;
