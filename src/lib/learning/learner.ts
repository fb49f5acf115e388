import type { JsonValue } from '../core/canonical-json.ts';

/** Training rows, column-major: `columns[f][i]` is feature f of row i. All finite. */
export interface TrainingSet {
  readonly rows: number;
  readonly columns: readonly Float64Array[];
  /** 0 or 1. */
  readonly labels: Uint8Array;
  /** Non-negative, mean 1. */
  readonly weights: Float64Array;
}

export interface OutOfBag {
  /** Share of rows that were out of bag for at least one tree. */
  readonly coverage: number;
  readonly logLoss: number;
  readonly accuracy: number;
}

/** A fitted classifier. Its scores are raw: calibrate them before calling them probabilities. */
export interface FittedModel {
  /** Raw score for y = 1 in [0, 1]. `row` has one value per feature. */
  score(row: ArrayLike<number>): number;
  /** Importance of each feature, non-negative, sum 1 (all 0 when nothing was split). */
  readonly importance: readonly number[];
  readonly outOfBag: OutOfBag | null;
  /** Compact, canonical: equal models give equal bytes. */
  toJSON(): JsonValue;
}

export interface ForestSettings {
  readonly trees: number;
  readonly bins: number;
  /** Features drawn per split. */
  readonly mtry: number;
  readonly minLeaf: number;
  readonly maxDepth: number;
}

/** A way to learn. The same set, settings and seed give the same bytes. */
export interface Learner {
  readonly id: string;
  fit(set: TrainingSet, settings: ForestSettings, seed: number): FittedModel;
  /** Strict inverse of `toJSON`. @throws HiveError (data, MODEL_INVALID) on anything that is not its own output. */
  restore(json: unknown, featureCount: number): FittedModel;
}
