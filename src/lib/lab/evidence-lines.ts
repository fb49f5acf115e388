/** Error level of a promotion. */
export const ALPHA = 0.05;
/** ln of the evidence at which a strategy is promoted: a chance of at most 5 % ever to get there without an edge. */
export const PROMOTION = Math.log(1 / ALPHA);
/** ln of the evidence at which it may trade a little. */
export const CANARY = Math.log(4);
