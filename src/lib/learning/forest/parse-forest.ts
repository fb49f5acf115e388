import type { OutOfBag } from '../learner.ts';
import {
  boundedArray,
  exactObject,
  integerWithin,
  modelInvalid,
  numberWithin,
  readImportance,
} from '../model-reader.ts';
import type { ForestParts } from './forest-model.ts';
import { MAX_BINS } from './quantise.ts';
import { LEAF_LEVELS, linkTree, type Tree } from './tree.ts';

/** Bounds on what is read, far above what training makes: they stop a hostile file, not a big model. */
const MAX_TREES = 10_000;
const MAX_NODES = 2 ** 24;

const MAX_LOG_LOSS = 100;

/**
 * Reads what `ForestModel.toJSON` wrote and nothing else.
 * @throws HiveError (data, MODEL_INVALID) that says what is wrong and where.
 */
export function parseForest(json: unknown, featureCount: number): ForestParts {
  const model = exactObject(json, ['edges', 'importance', 'outOfBag', 'trees'], 'the model');
  const edges = boundedArray(model.edges, { min: featureCount, max: featureCount }, 'edges').map(parseEdges);
  const outOfBag = parseOutOfBag(model.outOfBag);
  return {
    edges,
    importance: readImportance(model.importance, featureCount),
    outOfBag: () => outOfBag,
    trees: parseTrees(model.trees, edges),
  };
}

function parseEdges(value: unknown, feature: number): Float64Array {
  const where = `edges[${feature}]`;
  const list = boundedArray(value, { min: 0, max: MAX_BINS - 1 }, where);
  const edges = new Float64Array(list.length);
  list.forEach((edge, at) => {
    edges[at] = numberWithin(edge, { min: -Number.MAX_VALUE, max: Number.MAX_VALUE }, `${where}[${at}]`);
    if (at > 0 && !(edges[at]! > edges[at - 1]!)) throw modelInvalid(`${where}[${at}]`, 'does not rise');
  });
  return edges;
}

function parseOutOfBag(value: unknown): OutOfBag | null {
  if (value === null) return null;
  const fields = exactObject(value, ['accuracy', 'coverage', 'logLoss'], 'outOfBag');
  return {
    accuracy: numberWithin(fields.accuracy, { min: 0, max: 1 }, 'outOfBag.accuracy'),
    coverage: numberWithin(fields.coverage, { min: 0, max: 1 }, 'outOfBag.coverage'),
    logLoss: numberWithin(fields.logLoss, { min: 0, max: MAX_LOG_LOSS }, 'outOfBag.logLoss'),
  };
}

function parseTrees(value: unknown, edges: readonly Float64Array[]): Tree[] {
  let room = MAX_NODES;
  return boundedArray(value, { min: 1, max: MAX_TREES }, 'trees').map((codes, at) => {
    const tree = parseTree(boundedArray(codes, { min: 1, max: room }, `trees[${at}]`), edges, `trees[${at}]`);
    room -= tree.codes.length;
    return tree;
  });
}

function parseTree(list: readonly unknown[], edges: readonly Float64Array[], where: string): Tree {
  const codes = new Int32Array(list.length);
  const range = { min: -1 - LEAF_LEVELS, max: edges.length * MAX_BINS - 1 };
  for (let node = 0; node < list.length; node++) {
    const code = list[node];
    if (!isCode(code, edges)) {
      integerWithin(code, range, `${where}[${node}]`);
      throw modelInvalid(`${where}[${node}]`, `is ${code}, a split at a bin that its feature does not have`);
    }
    codes[node] = code;
  }
  return linkTree(codes, where);
}

function isCode(code: unknown, edges: readonly Float64Array[]): code is number {
  if (typeof code !== 'number' || !Number.isInteger(code) || code < -1 - LEAF_LEVELS) return false;
  if (code < 0) return true;
  const feature = Math.floor(code / MAX_BINS);
  return feature < edges.length && code % MAX_BINS < edges[feature]!.length;
}
