import { RandomForestClassifier } from 'ml-random-forest';
import type { JsonValue } from '../../core/canonical-json.ts';
import { checkRow, checkTrainingSet } from '../check-input.ts';
import type { FittedModel, ForestSettings, Learner, TrainingSet } from '../learner.ts';
import { toShares } from '../model-reader.ts';
import { parseVotes, type VoteParts } from './parse-votes.ts';
import { flatten, isSplit, type LibraryNode, MAX_DEPTH } from './vote-tree.ts';

/** The library draws features once per tree: with fewer, most trees see nothing but noise. */
const FEATURE_SHARE = 0.7;

/** What the library's JSON holds of a trained forest, as far as it is read here. */
interface LibraryModel {
  readonly baseModel: {
    readonly indexes: readonly (readonly number[])[];
    readonly estimators: readonly { readonly root: LibraryNode }[];
  };
}

/** The score is the share of trees that vote 1. */
class VoteModel implements FittedModel {
  readonly outOfBag = null;
  readonly #parts: VoteParts;
  readonly #features: number;
  readonly #forest: RandomForestClassifier;

  constructor(parts: VoteParts) {
    this.#parts = parts;
    this.#features = parts.importance.length;
    this.#forest = loadForest(parts);
  }

  get importance(): readonly number[] {
    return this.#parts.importance;
  }

  /** @throws RangeError when `row` has a value that is not finite or the wrong length. */
  score(row: ArrayLike<number>): number {
    checkRow(row, this.#features);
    const votes = this.#forest.predictionValues([Array.from(row)]).getRow(0);
    return votes.reduce((sum, vote) => sum + vote, 0) / votes.length;
  }

  toJSON(): JsonValue {
    const { drawn, importance, trees } = this.#parts;
    return { drawn, importance, trees: trees.map(flatten) };
  }
}

/** Hands the trees to the library in its own form. The settings of training play no part in prediction. */
function loadForest({ drawn, trees }: VoteParts): RandomForestClassifier {
  const options = { kind: 'classifier' };
  return RandomForestClassifier.load({
    name: 'RFClassifier',
    baseModel: {
      indexes: drawn.map(features => [...features]),
      n: drawn[0]!.length,
      estimators: trees.map(root => ({ name: 'DTClassifier', options, root })),
      nEstimators: trees.length,
      maxFeatures: FEATURE_SHARE,
      replacement: true,
      useSampleBagging: true,
      noOOB: true,
      isClassifier: true,
      treeOptions: options,
      seed: 0,
    },
  });
}

/** @throws HiveError (data, TRAINING_SET_INVALID) */
function fit(set: TrainingSet, settings: ForestSettings, seed: number): FittedModel {
  checkTrainingSet(set);
  const forest = new RandomForestClassifier({
    nEstimators: settings.trees,
    maxFeatures: Math.ceil(FEATURE_SHARE * set.columns.length),
    replacement: true,
    useSampleBagging: true,
    noOOB: true,
    seed: seed | 0,
    treeOptions: { maxDepth: Math.min(settings.maxDepth, MAX_DEPTH), minNumSamples: settings.minLeaf },
  });
  const rows = Array.from({ length: set.rows }, (_, row) => set.columns.map(column => column[row]!));
  forest.train(rows, Array.from(set.labels));
  const trained: LibraryModel = JSON.parse(JSON.stringify(forest));
  return new VoteModel(partsOf(trained, set.columns.length));
}

function partsOf({ baseModel }: LibraryModel, featureCount: number): VoteParts {
  const trees = baseModel.estimators.map(estimator => estimator.root);
  const gains = new Float64Array(featureCount);
  trees.forEach((root, tree) => {
    addGains(root, baseModel.indexes[tree]!, gains);
  });
  return { drawn: baseModel.indexes, trees, importance: toShares(gains) };
}

/**
 * Adds rows * Gini decrease of every split to its feature. The library's own importance is not used: it is NaN
 * as soon as one tree has no split, or after loading, and counts splits that were not made.
 */
function addGains(node: LibraryNode, drawn: readonly number[], gains: Float64Array): void {
  if (!isSplit(node)) return;
  const feature = drawn[node.splitColumn]!;
  gains[feature] = gains[feature]! + node.numberSamples * node.gain;
  addGains(node.left, drawn, gains);
  addGains(node.right, drawn, gains);
}

/**
 * The npm package ml-random-forest behind the same port: a baseline, and a choice for those who want it.
 * It knows no sample weights, so `weights` are not used; `bins` and `mtry` have no counterpart (at least 70 % of
 * the features are drawn, with replacement, once per tree); nodes of at most `minLeaf` rows are not split.
 * Out-of-bag figures are null. Training time grows about with the square of the rows.
 */
export const mlRandomForestLearner: Learner = {
  id: 'ml-random-forest',
  fit,
  restore: (json, featureCount) => new VoteModel(parseVotes(json, featureCount)),
};
