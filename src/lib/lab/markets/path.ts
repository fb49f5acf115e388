/** Standard deviation of one tick's return where the noise has variance 1. */
export const TICK_SD = 0.01;
/** No return is further from zero, in units of `TICK_SD`: so a loss has a sure bound. */
export const CLIP = 7.5;
/** The sure bound of one tick's loss of a full exposure. */
export const SURE_LOSS = CLIP * TICK_SD;

/** A price path. `closes` has one entry more than `returns`: return t leads from close t to close t + 1. */
export interface Path {
  readonly returns: Float64Array;
  readonly closes: Float64Array;
}

/** A made market, and what is known about it because it was made. */
export interface Market extends Path {
  /** Expected return of each tick given all before it, in units of `TICK_SD`; zeros where there is no edge. */
  readonly mean: Float64Array;
}

/** A move in units of `TICK_SD` as it may happen. */
export const clipped = (move: number, limit = CLIP): number => Math.max(-limit, Math.min(limit, move));

/**
 * The path of `moves` (units of `TICK_SD`, clipped). Returns are arithmetic: with exponentiated log returns noise
 * would carry a small true edge for whoever is long.
 */
export function pathOf(moves: Float64Array, limit = CLIP): Path {
  const returns = moves.map(move => TICK_SD * clipped(move, limit));
  const closes = new Float64Array(moves.length + 1);
  closes[0] = 100;
  for (let t = 0; t < returns.length; t++) closes[t + 1] = closes[t]! * (1 + returns[t]!);
  return { returns, closes };
}
