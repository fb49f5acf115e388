import { modelInvalid } from '../model-reader.ts';
import { MAX_BINS } from './quantise.ts';

/** Deepest path, in splits, that a tree may have. Bounds the work of reading a foreign file. */
export const MAX_DEPTH = 64;

/** Leaf probabilities are whole numbers of 1/255. */
export const LEAF_LEVELS = 255;

/**
 * A tree in pre-order: a split is feature * 256 + bin, followed by its left and then its right subtree; a leaf is
 * -1 - round(255 p). Rows whose bin is at most the split's go left.
 */
export interface Tree {
  readonly codes: Int32Array;
  /** Where the right subtree of each split begins; 0 for leaves. */
  readonly right: Int32Array;
}

export const splitCode = (feature: number, bin: number): number => feature * MAX_BINS + bin;

/** Laplace-smoothed share of y = 1, (s + 1) / (n + 2), to the nearest 1/255. */
export const leafCode = (total: number, positives: number): number =>
  -1 - Math.round((LEAF_LEVELS * (positives + 1)) / (total + 2));

/**
 * Finds where right subtrees begin, and with it proves that the codes are exactly one tree.
 * @throws HiveError (data, MODEL_INVALID) when they are not; `where` names the tree in the message.
 */
export function linkTree(codes: Int32Array, where: string): Tree {
  const right = new Int32Array(codes.length);
  const open: { split: number; depth: number }[] = [];
  let depth = 0;
  for (let node = 0; node < codes.length; node++) {
    if (codes[node]! >= 0) {
      open.push({ split: node, depth });
      depth += 1;
      if (depth > MAX_DEPTH) throw modelInvalid(where, `is deeper than ${MAX_DEPTH} splits`);
      continue;
    }
    const parent = open.pop();
    if (!parent) return endOfTree({ codes, right }, node, where);
    right[parent.split] = node + 1;
    depth = parent.depth + 1;
  }
  throw modelInvalid(where, 'ends before all its leaves have come');
}

function endOfTree(tree: Tree, node: number, where: string): Tree {
  if (node === tree.codes.length - 1) return tree;
  throw modelInvalid(where, `goes on after its last leaf (node ${node})`);
}
