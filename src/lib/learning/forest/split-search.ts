import { MAX_BINS } from './quantise.ts';

/** What a tree is grown on. Rows, packed labels and buffers are reused by every tree of a forest. */
export interface SplitWorkspace {
  /** Bin of each row, one column per feature. */
  readonly columns: readonly Uint8Array[];
  /** Per feature, one more than its highest bin. */
  readonly binCounts: Int32Array;
  /** (bootstrap count << 1) | y of each row: weight and label in one read. */
  readonly packed: Int32Array;
  /** Row numbers; every node owns a range of it, ascending within the range. */
  readonly rows: Int32Array;
  /** Counts of one node and feature, [bin][y]; all zero between searches. */
  readonly histogram: Float64Array;
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
    binCounts: Int32Array.from(columns, binCount),
    packed: new Int32Array(rows),
    rows: new Int32Array(rows),
    histogram: new Float64Array(2 * MAX_BINS),
    met: new Int32Array(MAX_BINS / 32),
    bins: new Int32Array(MAX_BINS),
  };
}

function binCount(column: Uint8Array): number {
  let highest = 0;
  for (let row = 0; row < column.length; row++) highest = Math.max(highest, column[row]!);
  return highest + 1;
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

export interface FeatureSearch {
  feature: number;
  readonly minLeaf: number;
  readonly best: BestSplit;
}

/** Marking the bins of a node pays from so many bins a row on: below it, looking at all of them is quicker. */
const BINS_PER_ROW_TO_MARK = 4;

/**
 * Looks for a split of `feature` that is better than `best` and leaves a weighted count of at least
 * `minLeaf` (>= 1) on both sides. Gaps are cut in their middle.
 * @returns false when the feature is constant in the node.
 */
export function searchFeature(workspace: SplitWorkspace, node: NodeRange, search: FeatureSearch): boolean {
  const { feature } = search;
  const bins = workspace.binCounts[feature]!;
  countBins(workspace, node, feature);
  if (bins < BINS_PER_ROW_TO_MARK * (node.hi - node.lo))
    return scanAll(workspace.histogram, { bins, node, search });
  const count = listMetBins(workspace, node, feature);
  scanMet(workspace, count, { node, search });
  return count > 1;
}

/** Fills the histogram. */
function countBins(workspace: SplitWorkspace, { lo, hi }: NodeRange, feature: number): void {
  const { packed, rows, histogram } = workspace;
  const column = workspace.columns[feature]!;
  for (let i = lo; i < hi; i++) {
    const row = rows[i]!;
    const label = packed[row]!;
    const cell = (column[row]! << 1) | (label & 1);
    histogram[cell] = histogram[cell]! + (label >> 1);
  }
}

/**
 * Tries the boundary before every bin, the met ones and the others alike, and clears the histogram: what lies
 * before an empty bin lies before the next one too and is no better, so that the first place wins, and the cut
 * goes to the middle of the gap that follows. Most of the time of training is spent here.
 */
function scanAll(
  histogram: Float64Array,
  { bins, node, search }: { bins: number; node: NodeRange; search: FeatureSearch },
): boolean {
  const { total, positives } = node;
  const { best, minLeaf } = search;
  const end = 2 * bins;
  const maxLeft = total - minLeaf;
  let left = 0;
  let leftPositives = 0;
  let cell = 0;
  for (; left === 0; cell += 2) {
    leftPositives = histogram[cell + 1]!;
    left = histogram[cell]! + leftPositives;
  }
  const varies = left < total;
  let highest = best.separation;
  let winner = -1;
  for (; left <= maxLeft; cell += 2) {
    if (left >= minLeaf) {
      const shift = leftPositives * total - positives * left;
      const value = (shift * shift) / (left * (total - left));
      if (value > highest) {
        highest = value;
        winner = cell;
        best.leftTotal = left;
        best.leftPositives = leftPositives;
      }
    }
    const ones = histogram[cell + 1]!;
    left += histogram[cell]! + ones;
    leftPositives += ones;
  }
  if (winner >= 0) {
    best.feature = search.feature;
    best.separation = highest;
    best.bin = (winner + nextMet(histogram, winner) - 4) >> 2;
  }
  histogram.fill(0, 0, end);
  return varies;
}

function nextMet(histogram: Float64Array, from: number): number {
  let cell = from;
  while (histogram[cell]! + histogram[cell + 1]! === 0) cell += 2;
  return cell;
}

/** Lists the bins of a node that meets few of many: marks those of its rows, then reads and clears the marks. */
function listMetBins(workspace: SplitWorkspace, { lo, hi }: NodeRange, feature: number): number {
  const { rows, met, bins } = workspace;
  const column = workspace.columns[feature]!;
  for (let i = lo; i < hi; i++) {
    const bin = column[rows[i]!]!;
    met[bin >> 5] = met[bin >> 5]! | (1 << (bin & 31));
  }
  let count = 0;
  for (let word = 0; word < met.length; word++) {
    for (let bits = met[word]!; bits !== 0; bits &= bits - 1) {
      bins[count++] = (word << 5) + 31 - Math.clz32(bits & -bits);
    }
    met[word] = 0;
  }
  return count;
}

/** Walks the met bins in order, tries the boundary before each, and clears the histogram. */
function scanMet(
  { histogram, bins }: SplitWorkspace,
  count: number,
  { node, search }: { node: NodeRange; search: FeatureSearch },
): void {
  const { feature, minLeaf, best } = search;
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
