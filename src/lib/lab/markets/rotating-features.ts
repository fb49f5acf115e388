import { hashKey, mulberry32, normal } from '../../core/random.ts';
import { gaussian } from './noise.ts';
import { type Market, pathOf } from './path.ts';

const EDGE = 0.25;
const PERIOD = 2000;
const FEATURES = 3;

export interface FeatureMarket extends Market {
  /** `features[f][t]`: standard normal, known before return t. */
  readonly features: readonly Float64Array[];
}

/** D1: the return depends on three features in turn, their coefficients sliding over 2,000 ticks. */
export function rotatingFeatures(seed: number, ticks: number): FeatureMarket {
  const noise = gaussian(seed);
  const random = mulberry32(hashKey(seed, 4));
  const features = Array.from({ length: FEATURES }, () => new Float64Array(ticks));
  const mean = new Float64Array(ticks);
  const moves = new Float64Array(ticks);
  for (let t = 0; t < ticks; t++) {
    for (let f = 0; f < FEATURES; f++) {
      features[f]![t] = normal(random);
      const angle = 2 * Math.PI * (t / PERIOD - f / FEATURES);
      mean[t]! += EDGE * Math.cos(angle) * features[f]![t]!;
    }
    moves[t] = mean[t]! + noise();
  }
  return { ...pathOf(moves), mean, features };
}
