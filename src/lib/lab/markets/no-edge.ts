import { garch, gaussian, type Noise } from './noise.ts';
import { type Market, pathOf } from './path.ts';

function drifting(noise: Noise, ticks: number, drift: number): Market {
  const moves = new Float64Array(ticks);
  for (let t = 0; t < ticks; t++) moves[t] = drift + noise();
  return { ...pathOf(moves), mean: new Float64Array(ticks).fill(drift) };
}

/** N1: a Gaussian random walk. */
export const gaussianWalk = (seed: number, ticks: number): Market => drifting(gaussian(seed), ticks, 0);

/** N2 (and N4, where costs are asked for): volatility clusters and fat tails, no edge. */
export const garchWalk = (seed: number, ticks: number): Market => drifting(garch(seed), ticks, 0);

/** Moves of N5 end here: almost all of the price. */
const FAR = 95;

/** N5: the same with tails that nothing cuts short of ruin: a fall of ten deviations may come. */
export function unboundedWalk(seed: number, ticks: number): Market {
  const noise = garch(seed, FAR);
  const moves = Float64Array.from({ length: ticks }, noise);
  return { ...pathOf(moves, FAR), mean: new Float64Array(ticks) };
}

/** Drift of N3, in units of `TICK_SD`: a Sharpe ratio of 0.5 a year of days. */
const DRIFT = 0.03;

/** N3: the same with a steady drift. Being long pays, and nothing else does. */
export const garchDrift = (seed: number, ticks: number): Market => drifting(garch(seed), ticks, DRIFT);
