import { type BarSeries, closeTimeMs } from '../core/bar-series.ts';
import type { AssetClass } from '../core/instrument.ts';
import { buildMatrix, type FeatureMatrix } from '../features/build-matrix.ts';
import { type Label, type LabelRow, type LabelSpec, labelRow } from './label.ts';
import type { MaturedSample } from './sample.ts';

const BARRIERS: readonly Label['barrier'][] = ['target', 'stop', 'time'];

/**
 * Every bar of one asset class that has features, by moment and then by symbol, as the sample store gives them:
 * the samples that `buildSamples` makes, and the bars whose bet has no outcome yet. The columns lie in shared
 * memory, so that threads read them without a copy.
 */
export interface SamplePool {
  readonly assetClass: AssetClass;
  /** Sorted. */
  readonly symbols: readonly string[];
  readonly rows: number;
  readonly featureCount: number;
  /** Index into `symbols`, and into the bars of that symbol. */
  readonly symbol: Uint16Array;
  readonly bar: Uint32Array;
  /** Close time of the bar, UTC epoch milliseconds. */
  readonly atMs: Float64Array;
  /** Row after row. */
  readonly features: Float64Array;
  /** Close of the last bar of the horizon, from which on the label is known; infinite where there is none. */
  readonly knownMs: Float64Array;
  readonly y: Uint8Array;
  readonly netReturn: Float64Array;
  readonly resolvedMs: Float64Array;
  /** Index into target, stop, time. */
  readonly barrier: Uint8Array;
}

export interface PoolOptions {
  readonly assetClass: AssetClass;
  readonly label: LabelSpec;
}

/** Pools the bars of one class. `series` hold closed bars only, one for each symbol. */
export function poolSamples(series: readonly BarSeries[], options: PoolOptions): SamplePool {
  const sorted = series.toSorted((a, b) => (a.symbol < b.symbol ? -1 : 1));
  const matrices = sorted.map(buildMatrix);
  const pool = emptyPool(sorted, matrices, options.assetClass);
  inTimeOrder(matrices).forEach(({ symbol, row }, at) => {
    setRow(pool, at, { symbol, row, matrix: matrices[symbol]! });
    const label = labelRow(sorted[symbol]!, pool.bar[at]!, options.label);
    setLabel(pool, at, { label, series: sorted[symbol]!, horizon: options.label.horizon });
  });
  return pool;
}

function emptyPool(
  series: readonly BarSeries[],
  matrices: readonly FeatureMatrix[],
  assetClass: AssetClass,
): SamplePool {
  const rows = matrices.reduce((sum, matrix) => sum + matrix.rows, 0);
  const featureCount = matrices[0]?.columns.length ?? 0;
  const numbers = (length = rows) => new Float64Array(new SharedArrayBuffer(8 * length));
  const bytes = () => new Uint8Array(new SharedArrayBuffer(rows));
  return {
    assetClass,
    symbols: series.map(({ symbol }) => symbol),
    rows,
    featureCount,
    symbol: new Uint16Array(new SharedArrayBuffer(2 * rows)),
    bar: new Uint32Array(new SharedArrayBuffer(4 * rows)),
    atMs: numbers(),
    features: numbers(rows * featureCount),
    knownMs: numbers().fill(Number.POSITIVE_INFINITY),
    y: bytes(),
    netReturn: numbers(),
    resolvedMs: numbers(),
    barrier: bytes(),
  };
}

interface Place {
  readonly symbol: number;
  readonly row: number;
  readonly atMs: number;
}

const inTimeOrder = (matrices: readonly FeatureMatrix[]): Place[] =>
  matrices
    .flatMap(({ closeMs }, symbol) => Array.from(closeMs, (atMs, row) => ({ symbol, row, atMs })))
    .sort((a, b) => a.atMs - b.atMs || a.symbol - b.symbol);

function setRow(
  pool: SamplePool,
  at: number,
  { symbol, row, matrix }: { symbol: number; row: number; matrix: FeatureMatrix },
): void {
  pool.symbol[at] = symbol;
  pool.bar[at] = matrix.index[row]!;
  pool.atMs[at] = matrix.closeMs[row]!;
  matrix.columns.forEach((column, f) => {
    pool.features[at * pool.featureCount + f] = column[row]!;
  });
}

function setLabel(
  pool: SamplePool,
  at: number,
  { label, series, horizon }: { label: LabelRow; series: BarSeries; horizon: number },
): void {
  if (label.state !== 'matured') return;
  const { y, netReturn, resolvedMs, barrier } = label.label;
  pool.knownMs[at] = closeTimeMs(series, pool.bar[at]! + horizon);
  pool.y[at] = y;
  pool.netReturn[at] = netReturn;
  pool.resolvedMs[at] = resolvedMs;
  pool.barrier[at] = BARRIERS.indexOf(barrier);
}

/** View (no copy) of the features of a row. */
export const featuresOf = ({ features, featureCount }: SamplePool, row: number): Float64Array =>
  features.subarray(row * featureCount, (row + 1) * featureCount);

/** Gives the rows whose label is known as samples; each is made once. */
export function sampleReader(pool: SamplePool): (row: number) => MaturedSample {
  const made: (MaturedSample | undefined)[] = new Array(pool.rows);
  return row => {
    made[row] ??= sampleOf(pool, row);
    return made[row];
  };
}

const sampleOf = (pool: SamplePool, row: number): MaturedSample => ({
  symbol: pool.symbols[pool.symbol[row]!]!,
  assetClass: pool.assetClass,
  atMs: pool.atMs[row]!,
  features: featuresOf(pool, row),
  label: {
    y: pool.y[row] === 1 ? 1 : 0,
    netReturn: pool.netReturn[row]!,
    resolvedMs: pool.resolvedMs[row]!,
    barrier: BARRIERS[pool.barrier[row]!]!,
  },
});
