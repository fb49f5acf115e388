import { hashKey, mulberry32, normal } from '../../core/random.ts';
import { FEATURE_SET } from '../../features/feature-set.ts';
import { logVolume } from '../../features/kernels/log-volume.ts';
import { rsi } from '../../features/kernels/rsi.ts';
import { normalCdf } from '../../performance/normal.ts';
import { gaussian } from './noise.ts';
import { clipped, type Market, pathOf, TICK_SD } from './path.ts';

export interface VolumeMarket extends Market {
  /** Of the bar that ends in close t + 1. */
  readonly volumes: Float64Array;
}

/** Share of ticks whose direction the planted feature foretells, for an edge in standard deviations. */
export const interactionAccuracy = (edge: number): number => normalCdf(edge);

/**
 * E3: the next return is told by sign(RSI - 1/2) times the sign of the volume against its mean: two of the model's
 * features together, neither alone, and no rule of thumb.
 */
export function interaction(seed: number, ticks: number, edge: number): VolumeMarket {
  const noise = gaussian(seed);
  const random = mulberry32(hashKey(seed, 3));
  const volumes = Float64Array.from({ length: ticks }, () => Math.exp(10 + 0.5 * normal(random)));
  const activity = logVolume(60).stream();
  const strength = rsi(14).stream();
  const moves = new Float64Array(ticks);
  const mean = new Float64Array(ticks);
  let close = 100;
  let sign = 0;
  for (let t = 0; t < ticks; t++) {
    mean[t] = t > FEATURE_SET.warmUpBars ? edge * sign : 0;
    moves[t] = clipped(mean[t]! + noise());
    close *= 1 + TICK_SD * moves[t]!;
    const bar = { close, volume: volumes[t]! };
    sign = Math.sign(strength.push(bar) - 0.5) * Math.sign(activity.push(bar)) || 0;
  }
  return { ...pathOf(moves), mean, volumes };
}
