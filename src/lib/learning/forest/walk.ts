import { MAX_BINS } from './quantise.ts';
import type { Tree } from './tree.ts';

const BIN_MASK = MAX_BINS - 1;

/** Leaf level (0 to 255) of the row whose bins, one per feature, begin at `offset`. */
export function leafLevel(tree: Tree, bins: Uint8Array, offset: number): number {
  const { codes, right } = tree;
  let node = 0;
  let code = codes[0]!;
  while (code >= 0) {
    node = bins[offset + (code >> 8)]! <= (code & BIN_MASK) ? node + 1 : right[node]!;
    code = codes[node]!;
  }
  return -1 - code;
}

/** Columns of bins as one array, row after row: a walk then reads one place in memory. */
export function rowMajor(columns: readonly Uint8Array[], rows: number): Uint8Array {
  const bins = new Uint8Array(rows * columns.length);
  columns.forEach((column, f) => {
    for (let row = 0; row < rows; row++) bins[row * columns.length + f] = column[row]!;
  });
  return bins;
}
