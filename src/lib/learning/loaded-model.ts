import { restoreCalibrator } from './calibration/calibrator.ts';
import type { Learner } from './learner.ts';
import type { ModelDocument } from './model-schema.ts';

/** What a model says of one row of features. Probabilities are of "the bet pays after costs". */
export interface ModelPrediction {
  readonly probabilityUp: number;
  /** Venn-Abers pair [p0, p1]. */
  readonly interval: readonly [number, number];
}

/** How much one feature moved the raw score of one row. */
export interface FeatureEffect {
  readonly feature: string;
  readonly value: number;
  readonly median: number;
  /** Raw score of the row less that of the row with this feature at its training median. */
  readonly effect: number;
}

/** A model ready to predict. Rows are in the order of `document.featureSet.names`, all finite. */
export interface LoadedModel {
  readonly document: ModelDocument;
  predict(row: Float64Array): ModelPrediction;
  /** The same without the interval, which takes half of the time. */
  probabilityUp(row: Float64Array): number;
  /** All features, largest effect first. Effects need not add up: features act together. */
  explain(row: Float64Array): FeatureEffect[];
}

/** @throws HiveError (data, MODEL_INVALID) when the learner refuses the model's JSON. */
export function loadedModel(document: ModelDocument, learner: Learner): LoadedModel {
  const { names } = document.featureSet;
  const model = learner.restore(document.model, names.length);
  const calibrator = restoreCalibrator(document.calibrator);
  return {
    document,
    predict: row => {
      const raw = model.score(checkedRow(row, names));
      return { probabilityUp: calibrator.probability(raw), interval: calibrator.interval(raw) };
    },
    probabilityUp: row => calibrator.probability(model.score(checkedRow(row, names))),
    explain: row => {
      const raw = model.score(checkedRow(row, names));
      return names
        .map((feature, f) => {
          const median = document.medians[f]!;
          return { feature, value: row[f]!, median, effect: raw - model.score(row.with(f, median)) };
        })
        .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
    },
  };
}

function checkedRow(row: Float64Array, names: readonly string[]): Float64Array {
  if (row.length === names.length && row.every(Number.isFinite)) return row;
  throw new RangeError(`a row needs ${names.length} finite features, not [${row.join(', ')}]`);
}
