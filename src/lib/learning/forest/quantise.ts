/** Bins are numbered in one byte. */
export const MAX_BINS = 256;

/** Columns turned into bin numbers. Value x of feature f lies in bin b = number of `edges[f]` below x. */
export interface Quantised {
  /** Per feature, strictly rising; at most `bins - 1` of them, none for a constant column. */
  readonly edges: readonly Float64Array[];
  readonly columns: readonly Uint8Array[];
}

/** Bins of every column, made once and shared by all trees. */
export function quantise(columns: readonly Float64Array[], bins: number): Quantised {
  const edges = columns.map(column => quantileEdges(column, Math.min(bins, MAX_BINS)));
  return { edges, columns: columns.map((column, f) => binColumn(column, edges[f]!)) };
}

/** Edges between all distinct values when there are at most `bins`, else near the quantiles k / bins. */
export function quantileEdges(column: Float64Array, bins: number): Float64Array {
  const sorted = column.slice().sort();
  const starts = distinctStarts(sorted);
  const cuts = starts.length <= bins ? starts.slice(1) : quantileCuts(starts, sorted.length, bins);
  const edges = new Float64Array(cuts.length);
  for (let k = 0; k < cuts.length; k++) edges[k] = midPoint(sorted[cuts[k]! - 1]!, sorted[cuts[k]!]!);
  return edges;
}

/** Index of the first copy of each distinct value. */
function distinctStarts(sorted: Float64Array): Int32Array {
  const starts = new Int32Array(sorted.length);
  let count = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || sorted[i]! > sorted[i - 1]!) starts[count++] = i;
  }
  return starts.subarray(0, count);
}

/** For each quantile the next place where the value changes; places that coincide count once. */
function quantileCuts(starts: Int32Array, rows: number, bins: number): number[] {
  const cuts: number[] = [];
  let next = 1;
  for (let k = 1; k < bins; k++) {
    const target = Math.round((k * rows) / bins);
    while (next < starts.length && starts[next]! < target) next += 1;
    if (next === starts.length) break;
    if (cuts[cuts.length - 1] !== starts[next]) cuts.push(starts[next]!);
  }
  return cuts;
}

/** A number m with low <= m < high, half way where doubles allow it. */
function midPoint(low: number, high: number): number {
  const middle = low / 2 + high / 2;
  return middle >= low && middle < high ? middle : low;
}

/**
 * `binOf` of every value. Edges are filled up to a power of two with infinity, so that each search takes the same
 * steps and no branch depends on the data.
 */
function binColumn(column: Float64Array, edges: Float64Array): Uint8Array {
  let room = 1;
  while (room <= edges.length) room *= 2;
  const padded = new Float64Array(room).fill(Number.POSITIVE_INFINITY);
  padded.set(edges);
  const bins = new Uint8Array(column.length);
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!;
    let below = 0;
    for (let step = room >> 1; step > 0; step >>= 1) {
      below += step & -Number(padded[below + step - 1]! < value);
    }
    bins[i] = below;
  }
  return bins;
}

/** Number of edges below `value`, by binary search: `value <= edges[b]` exactly when its bin is at most b. */
export function binOf(edges: Float64Array, value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (edges[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
