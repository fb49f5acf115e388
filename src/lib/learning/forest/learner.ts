import { mulberry32, type Random } from '../../core/random.ts';
import { checkTrainingSet } from '../check-input.ts';
import type { FittedModel, ForestSettings, Learner, OutOfBag, TrainingSet } from '../learner.ts';
import { toShares } from '../model-reader.ts';
import { drawCounts, type RowSampler, weightedSampler } from './bootstrap.ts';
import { ForestModel } from './forest-model.ts';
import { TreeGrower } from './grow-tree.ts';
import { OutOfBagVotes } from './out-of-bag.ts';
import { parseForest } from './parse-forest.ts';
import { quantise } from './quantise.ts';
import { splitWorkspace } from './split-search.ts';
import { linkTree, type Tree } from './tree.ts';

/** An own stream for each tree, so that tree b is the same however many trees there are. */
const treeRandom = (seed: number, tree: number): Random =>
  mulberry32(Math.imul(seed, 0x9e3779b1) ^ Math.imul(tree + 1, 0x85ebca6b));

function packLabels(counts: Int32Array, labels: Uint8Array, packed: Int32Array): void {
  for (let row = 0; row < counts.length; row++) packed[row] = (counts[row]! << 1) | labels[row]!;
}

/** @throws HiveError (data, TRAINING_SET_INVALID) */
function fit(set: TrainingSet, settings: ForestSettings, seed: number): FittedModel {
  checkTrainingSet(set);
  const { edges, columns } = quantise(set.columns, settings.bins);
  const workspace = splitWorkspace(columns);
  const grower = new TreeGrower(workspace, settings);
  const bag: Bag = { sampler: weightedSampler(set.weights), seed, labels: set.labels, columns };
  const counts = new Int32Array(set.rows);
  const trees = Array.from({ length: settings.trees }, (_, b) => {
    const random = treeRandom(seed, b);
    drawCounts(bag.sampler, random, counts);
    packLabels(counts, set.labels, workspace.packed);
    return linkTree(grower.grow(random), `trees[${b}]`);
  });
  return new ForestModel({
    edges,
    trees,
    importance: toShares(grower.decrease),
    outOfBag: () => outOfBag(trees, bag),
  });
}

/** What each tree's bag was drawn from. */
interface Bag {
  readonly sampler: RowSampler;
  readonly seed: number;
  readonly labels: Uint8Array;
  readonly columns: readonly Uint8Array[];
}

/** Draws every bag once more, which is cheaper than voting in models that nobody asks. */
function outOfBag(trees: readonly Tree[], { sampler, seed, labels, columns }: Bag): OutOfBag | null {
  const votes = new OutOfBagVotes(columns, labels.length);
  const counts = new Int32Array(labels.length);
  trees.forEach((tree, b) => {
    drawCounts(sampler, treeRandom(seed, b), counts);
    votes.add(tree, counts);
  });
  return votes.summary(labels);
}

/**
 * Random forest for two classes: quantile bins, a weighted bootstrap per tree (as many draws as rows), features
 * drawn at every split, Gini splits, Laplace-smoothed leaves whose probabilities are averaged. Breiman (2001).
 * At most 256 bins and 64 levels are used, whatever the settings ask for.
 */
export const forestLearner: Learner = {
  id: 'forest',
  fit,
  restore: (json, featureCount) => new ForestModel(parseForest(json, featureCount)),
};
