import { boundedArray, exactObject, integerWithin, readImportance } from '../model-reader.ts';
import { type LibraryNode, unflatten } from './vote-tree.ts';

/** Bounds on what is read, far above what training makes. */
const MAX_TREES = 10_000;
const MAX_NUMBERS = 2 ** 23;

/** All that a fitted ml-random-forest needs for prediction. */
export interface VoteParts {
  /** Per tree, the features it has drawn; one may come twice. */
  readonly drawn: readonly (readonly number[])[];
  readonly trees: readonly LibraryNode[];
  readonly importance: readonly number[];
}

/**
 * Reads the JSON of a fitted model and nothing else: the library itself checks nothing.
 * @throws HiveError (data, MODEL_INVALID) that says what is wrong and where.
 */
export function parseVotes(json: unknown, featureCount: number): VoteParts {
  const model = exactObject(json, ['drawn', 'importance', 'trees'], 'the model');
  const importance = readImportance(model.importance, featureCount);
  const drawn = boundedArray(model.drawn, { min: 1, max: MAX_TREES }, 'drawn').map((features, tree) =>
    parseDrawn(features, featureCount, `drawn[${tree}]`),
  );
  return { drawn, importance, trees: parseTrees(model.trees, drawn) };
}

function parseDrawn(value: unknown, featureCount: number, where: string): number[] {
  return boundedArray(value, { min: 1, max: featureCount }, where).map((feature, at) =>
    integerWithin(feature, { min: 0, max: featureCount - 1 }, `${where}[${at}]`),
  );
}

function parseTrees(value: unknown, drawn: readonly (readonly number[])[]): LibraryNode[] {
  let room = MAX_NUMBERS;
  return boundedArray(value, { min: drawn.length, max: drawn.length }, 'trees').map((codes, tree) => {
    const where = `trees[${tree}]`;
    const list = boundedArray(codes, { min: 1, max: room }, where);
    room -= list.length;
    return unflatten(list, { columns: drawn[tree]!.length, where });
  });
}
