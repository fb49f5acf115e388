import { mulberry32, type Random } from '../../core/random.ts';
import { checkTrainingSet } from '../check-input.ts';
import type { FittedModel, ForestSettings, Learner, TrainingSet } from '../learner.ts';
import { toShares } from '../model-reader.ts';
import { drawCounts, weightedSampler } from './bootstrap.ts';
import { ForestModel } from './forest-model.ts';
import { growTree } from './grow-tree.ts';
import { OutOfBagVotes } from './out-of-bag.ts';
import { parseForest } from './parse-forest.ts';
import { quantise } from './quantise.ts';
import { splitWorkspace } from './split-search.ts';
import { linkTree } from './tree.ts';

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
  const sampler = weightedSampler(set.weights);
  const votes = new OutOfBagVotes(columns, set.rows);
  const counts = new Int32Array(set.rows);
  const decrease = new Float64Array(columns.length);
  const trees = Array.from({ length: settings.trees }, (_, b) => {
    const random = treeRandom(seed, b);
    drawCounts(sampler, random, counts);
    packLabels(counts, set.labels, workspace.packed);
    const tree = linkTree(growTree(workspace, { settings, random, decrease }), `trees[${b}]`);
    votes.add(tree, counts);
    return tree;
  });
  return new ForestModel({
    edges,
    trees,
    importance: toShares(decrease),
    outOfBag: votes.summary(set.labels),
  });
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
