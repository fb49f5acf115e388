import { mulberry32, normal } from '../../core/random.ts';

const FEATURES = 8;

export interface ProbabilityMarket {
  /** `rows[t]`: eight standard normal features. */
  readonly rows: readonly Float64Array[];
  /** True P(y = 1) of each row. */
  readonly probability: Float64Array;
  readonly outcome: Uint8Array;
}

/**
 * C1: outcomes of known probability, logistic in x1 + 0.7 x2 x3 + 0.5 sin(2 x4); four features tell nothing.
 * @param strength scales the logit: 1 has many sure cases, less has fewer
 */
export function knownProbabilities(seed: number, ticks: number, strength = 1): ProbabilityMarket {
  const random = mulberry32(seed);
  const rows = Array.from({ length: ticks }, () =>
    Float64Array.from({ length: FEATURES }, () => normal(random)),
  );
  const probability = Float64Array.from(rows, x => {
    const logit = x[0]! + 0.7 * x[1]! * x[2]! + 0.5 * Math.sin(2 * x[3]!);
    return 1 / (1 + Math.exp(-strength * logit));
  });
  return { rows, probability, outcome: Uint8Array.from(probability, p => (random() < p ? 1 : 0)) };
}
