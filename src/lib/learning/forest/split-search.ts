import { MAX_BINS } from './quantise.ts';

/** What a tree is grown on. Rows, packed labels and buffers are reused by every tree of a forest. */
export interface SplitWorkspace {
  /** Bin of each row, one column per feature. */
  readonly columns: readonly Uint8Array[];
  /** (bootstrap count << 1) | y of each row: weight and label in one read. */
  readonly packed: Int32Array;
  /** Row numbers; every node owns a range of it, ascending within the range. */
  readonly rows: Int32Array;
  /** Counts of one node and feature, [bin][y]; all zero between searches. */
  readonly histogram: Int32Array;
  /** One bit per bin that the node meets; all zero between searches. */
  readonly met: Int32Array;
  /** The bins that the node meets, ascending. */
  readonly bins: Int32Array;
}

/** A node: rows `lo` up to but excluding `hi`, with their weighted count and the part of it that has y = 1. */
export interface NodeRange {
  readonly lo: number;
  readonly hi: number;
  readonly total: number;
  readonly positives: number;
}

/** The best split so far; rows with bin <= `bin` go left. Updated in place. */
export interface BestSplit {
  feature: number;
  bin: number;
  /** See `separation`; 0 while no split is useful. */
  separation: number;
  leftTotal: number;
  leftPositives: number;
}

export function splitWorkspace(columns: readonly Uint8Array[]): SplitWorkspace {
  const rows = columns[0]?.length ?? 0;
  return {
    columns,
    packed: new Int32Array(rows),
    rows: new Int32Array(rows),
    histogram: new Int32Array(2 * MAX_BINS),
    met: new Int32Array(MAX_BINS / 32),
    bins: new Int32Array(MAX_BINS),
  };
}

export const noSplit = (): BestSplit => ({
  feature: -1,
  bin: -1,
  separation: 0,
  leftTotal: 0,
  leftPositives: 0,
});

/**
 * How well a split separates the classes: (s_l n - s n_l)^2 / (n_l n_r) with weighted counts n and positives s.
 * Within one node it ranks splits as the Gini decrease does; it is exactly 0 for a split that does nothing.
 */
const separation = (node: NodeRange, leftTotal: number, leftPositives: number): number => {
  const shift = leftPositives * node.total - node.positives * leftTotal;
  return (shift * shift) / (leftTotal * (node.total - leftTotal));
};

/** Gini impurity of the node less the weighted mean of its children's: 2 * separation / n^2. */
export const giniDecrease = (node: NodeRange, leftTotal: number, leftPositives: number): number =>
  (2 * separation(node, leftTotal, leftPositives)) / (node.total * node.total);

/**
 * Looks for a split of `feature` that is better than `best` and leaves a weighted count of at least
 * `minLeaf` (>= 1) on both sides. Gaps are cut in their middle.
 * @returns false when the feature is constant in the node.
 */
export function searchFeature(
  workspace: SplitWorkspace,
  node: NodeRange,
  options: { feature: number; minLeaf: number; best: BestSplit },
): boolean {
  countBins(workspace, node, options.feature);
  const count = listMetBins(workspace);
  scan(workspace, count, { ...options, node });
  return count > 1;
}

/** Fills the histogram and marks the bins that occur. */
function countBins(workspace: SplitWorkspace, node: NodeRange, feature: number): void {
  const { packed, rows, histogram, met } = workspace;
  const column = workspace.columns[feature]!;
  for (let i = node.lo; i < node.hi; i++) {
    const row = rows[i]!;
    const bin = column[row]!;
    const label = packed[row]!;
    const cell = (bin << 1) | (label & 1);
    histogram[cell] = histogram[cell]! + (label >> 1);
    met[bin >> 5] = met[bin >> 5]! | (1 << (bin & 31));
  }
}

/** Lists the marked bins in order and clears the marks: most nodes are small and meet few of 256 bins. */
function listMetBins({ met, bins }: SplitWorkspace): number {
  let count = 0;
  for (let word = 0; word < met.length; word++) {
    for (let bits = met[word]!; bits !== 0; bits &= bits - 1) {
      bins[count++] = (word << 5) + 31 - Math.clz32(bits & -bits);
    }
    met[word] = 0;
  }
  return count;
}

interface Scan {
  readonly node: NodeRange;
  readonly feature: number;
  readonly minLeaf: number;
  readonly best: BestSplit;
}

/** Walks the met bins in order, tries the boundary before each, and clears the histogram. */
function scan(workspace: SplitWorkspace, count: number, { node, feature, minLeaf, best }: Scan): void {
  const { histogram, bins } = workspace;
  const maxLeft = node.total - minLeaf;
  let left = 0;
  let leftPositives = 0;
  let previous = -1;
  for (let k = 0; k < count; k++) {
    const bin = bins[k]!;
    const positives = histogram[2 * bin + 1]!;
    const here = histogram[2 * bin]! + positives;
    if (left >= minLeaf && left <= maxLeft) {
      const value = separation(node, left, leftPositives);
      if (value > best.separation) {
        best.feature = feature;
        best.bin = (previous + bin - 1) >> 1;
        best.separation = value;
        best.leftTotal = left;
        best.leftPositives = leftPositives;
      }
    }
    previous = bin;
    left += here;
    leftPositives += positives;
    histogram[2 * bin] = 0;
    histogram[2 * bin + 1] = 0;
  }
}
