import { FIRST_CANDIDATE, lnWanted } from '../learning/feedback/stage.ts';

/** Error level of a promotion. */
export const ALPHA = 0.05;
/** ln of the evidence at which a strategy is promoted: a chance of at most 5 % ever to get there without an edge. */
export const PROMOTION = Math.log(1 / ALPHA);
/** ln of the evidence at which it may trade a little. */
export const CANARY = Math.log(4);
/** ln of the evidence that HIVE's first candidate of a class wants for its full size. */
export const WANTED = lnWanted(FIRST_CANDIDATE);
