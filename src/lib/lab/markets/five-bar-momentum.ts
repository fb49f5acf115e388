import { gaussian } from './noise.ts';
import { clipped, type Market, pathOf } from './path.ts';

const EDGE = 0.15;
const BARS = 5;

/** E2: the mean of each tick is 0.15 standard deviations in the direction of the last five. */
export function fiveBarMomentum(seed: number, ticks: number): Market {
  const noise = gaussian(seed);
  const moves = new Float64Array(ticks);
  const mean = new Float64Array(ticks);
  let sum = 0;
  for (let t = 0; t < ticks; t++) {
    mean[t] = t < BARS ? 0 : EDGE * Math.sign(sum);
    moves[t] = clipped(mean[t]! + noise());
    sum += moves[t]! - (t < BARS ? 0 : moves[t - BARS]!);
  }
  return { ...pathOf(moves), mean };
}
