import { mulberry32, normal, type Random } from '../../src/lib/core/random.ts';
import type { TrainingSet } from '../../src/lib/learning/learner.ts';

export interface SetOptions {
  readonly rows: number;
  readonly seed: number;
  readonly features?: number;
  /** P(y = 1) given the features of a row. */
  readonly chance: (row: readonly number[]) => number;
}

/** Independent standard normal features, labels drawn with a known chance, weights of 1. */
export function makeTrainingSet({ rows, seed, features = 8, chance }: SetOptions): TrainingSet {
  const random = mulberry32(seed);
  const columns = Array.from({ length: features }, () => new Float64Array(rows));
  const labels = new Uint8Array(rows);
  for (let i = 0; i < rows; i++) labels[i] = drawRow(columns, i, random, chance);
  return { rows, columns, labels, weights: new Float64Array(rows).fill(1) };
}

function drawRow(
  columns: readonly Float64Array[],
  at: number,
  random: Random,
  chance: SetOptions['chance'],
): 0 | 1 {
  for (const column of columns) column[at] = normal(random);
  return random() < chance(columns.map(column => column[at]!)) ? 1 : 0;
}

/** The generator of the parity table: z = x1 + 0.7 x2 x3 + 0.5 sin(2 x4), y ~ logistic(z); four columns are noise. */
export function parityChance([a = 0, b = 0, c = 0, d = 0]: readonly number[]): number {
  return 1 / (1 + Math.exp(-(a + 0.7 * b * c + 0.5 * Math.sin(2 * d))));
}

export const rowOf = (set: TrainingSet, row: number): number[] => set.columns.map(column => column[row]!);

/** Share of rows whose label is the side of one half that `score` is on. */
export function accuracyOn(set: TrainingSet, score: (row: number[]) => number): number {
  let right = 0;
  for (let row = 0; row < set.rows; row++) {
    right += Number(score(rowOf(set, row)) >= 0.5) === set.labels[row] ? 1 : 0;
  }
  return right / set.rows;
}
