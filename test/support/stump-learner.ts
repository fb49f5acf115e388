import { mulberry32 } from '../../src/lib/core/random.ts';
import type { FittedModel, Learner, TrainingSet } from '../../src/lib/learning/learner.ts';

interface Stump {
  feature: number;
  cut: number;
  below: number;
  above: number;
}

/**
 * The smallest thing that learns: one cut at the median of the feature that separates the labels best. It uses
 * the seed only to break exact ties, and restores what it wrote.
 */
export const stumpLearner: Learner = {
  id: 'stump',
  fit(set, _settings, seed) {
    const random = mulberry32(seed);
    const ranked = set.columns
      .map((_, feature) => ({ stump: stumpOn(set, feature), tie: random() }))
      .sort((a, b) => gap(b.stump) - gap(a.stump) || a.tie - b.tie);
    return fitted(ranked[0]!.stump, set.columns.length);
  },
  restore: (json, featureCount) => fitted(json as Stump, featureCount),
};

const gap = ({ below, above }: Stump): number => Math.abs(above - below);

function stumpOn(set: TrainingSet, feature: number): Stump {
  const column = set.columns[feature]!;
  const cut = column.toSorted()[set.rows >>> 1]!;
  return {
    feature,
    cut,
    below: rate(set, row => column[row]! < cut),
    above: rate(set, row => column[row]! >= cut),
  };
}

function rate(set: TrainingSet, belongs: (row: number) => boolean): number {
  let [ones, all] = [1, 2];
  for (let row = 0; row < set.rows; row++) {
    if (!belongs(row)) continue;
    ones += set.labels[row]! * set.weights[row]!;
    all += set.weights[row]!;
  }
  return ones / all;
}

function fitted(stump: Stump, features: number): FittedModel {
  return {
    score: row => (row[stump.feature]! < stump.cut ? stump.below : stump.above),
    importance: Array.from({ length: features }, (_, f) => (f === stump.feature ? 1 : 0)),
    outOfBag: null,
    toJSON: () => ({ ...stump }),
  };
}
