import type { MaturedSample } from './sample.ts';

/** From the moment a sample's features were known to the moment its label was; both ends belong to it. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** Row numbers, rising. */
export interface Split {
  readonly train: readonly number[];
  readonly test: readonly number[];
}

/** Half-open range of positions. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export const timeSpan = ({ atMs, label }: MaturedSample): TimeSpan => ({ from: atMs, to: label.resolvedMs });

/** Distinct start moments, rising. */
export const distinctMoments = (spans: readonly TimeSpan[]): number[] =>
  [...new Set(spans.map(span => span.from))].sort((a, b) => a - b);

export interface PurgedOptions {
  /** Contiguous blocks of moments, as equal in length as they can be. */
  readonly folds: number;
  /** Blocks held out at a time; 1 (the default) is K-fold, more is combinatorial purged cross-validation. */
  readonly testFolds?: number;
  /** Moments after a test block that training leaves out, because their features still look back into it. */
  readonly embargo: number;
}

/**
 * Splits in event time. Rows of one moment stay together. A row leaves the training set when its span meets the
 * stretch from a test block's first moment to the last resolution of its labels, or when it lies in the embargo.
 * One split for each choice of test blocks, in lexicographic order.
 * @see López de Prado (2018), Advances in Financial Machine Learning, chapters 7 and 12.
 */
export function purgedSplits(spans: readonly TimeSpan[], options: PurgedOptions): Split[] {
  const moments = distinctMoments(spans);
  const blocks = contiguousBlocks(moments.length, Math.min(options.folds, moments.length));
  const zones = blocks.map(block => forbiddenZone(spans, moments, { block, embargo: options.embargo }));
  return combinations(zones, options.testFolds ?? 1).map(chosen => splitBy(spans, chosen));
}

/** What one test block closes to training. */
interface Zone {
  readonly firstTest: number;
  readonly lastTest: number;
  readonly lastResolution: number;
  readonly lastEmbargo: number;
}

function contiguousBlocks(count: number, folds: number): Range[] {
  const size = Math.floor(count / folds);
  const longer = count % folds;
  return Array.from({ length: folds }, (_, i) => {
    const from = i * size + Math.min(i, longer);
    return { from, to: from + size + (i < longer ? 1 : 0) };
  });
}

function forbiddenZone(
  spans: readonly TimeSpan[],
  moments: readonly number[],
  { block, embargo }: { block: Range; embargo: number },
): Zone {
  const firstTest = moments[block.from]!;
  const lastTest = moments[block.to - 1]!;
  const lastResolution = spans.reduce(
    (latest, span) => (span.from >= firstTest && span.from <= lastTest ? Math.max(latest, span.to) : latest),
    lastTest,
  );
  const lastEmbargo = moments[Math.min(moments.length, block.to + embargo) - 1]!;
  return { firstTest, lastTest, lastResolution, lastEmbargo };
}

function splitBy(spans: readonly TimeSpan[], zones: readonly Zone[]): Split {
  const rows = [...spans.keys()];
  const inTest = ({ from }: TimeSpan) => zones.some(zone => from >= zone.firstTest && from <= zone.lastTest);
  const closed = (span: TimeSpan) => zones.some(zone => meets(span, zone));
  return {
    train: rows.filter(row => !closed(spans[row]!)),
    test: rows.filter(row => inTest(spans[row]!)),
  };
}

const meets = ({ from, to }: TimeSpan, zone: Zone): boolean =>
  from <= Math.max(zone.lastResolution, zone.lastEmbargo) && to >= zone.firstTest;

/** All ways to choose `size` of the items, in lexicographic order of their places. */
export function combinations<T>(items: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, i) => combinations(items.slice(i + 1), size - 1).map(rest => [item, ...rest]));
}

export interface WalkForwardOptions {
  /** Positions to train on at most. */
  readonly window: number;
  /** Positions between training and test: a label of horizon h needs h. */
  readonly gap: number;
  /** Positions a fold tests. */
  readonly block: number;
  /** Folds wanted: the newest ones. */
  readonly folds: number;
}

/**
 * Walk-forward folds over positions 0..`count`-1, oldest first: each trains on the `window` positions before its
 * gap and tests the next `block`. The last fold ends at the newest position. Folds without training are left out.
 */
export function walkForward(count: number, options: WalkForwardOptions): { train: Range; test: Range }[] {
  const { window, gap, block, folds } = options;
  return Array.from({ length: folds }, (_, i) => count - (folds - i) * block)
    .filter(from => from - gap > 0)
    .map(from => ({
      train: { from: Math.max(0, from - gap - window), to: from - gap },
      test: { from, to: from + block },
    }));
}

/**
 * The newest rows, at most `limit`, oldest first; rows of one moment enter or stay out together (the newest
 * moment always enters). `samples` are oldest first.
 */
export function newestRows<T extends { readonly atMs: number }>(samples: readonly T[], limit: number): T[] {
  let from = Math.max(0, samples.length - limit);
  if (from === 0) return [...samples];
  const newest = samples.at(-1)!.atMs;
  while (from > 0 && samples[from - 1]!.atMs === newest) from--;
  while (samples[from]!.atMs !== newest && samples[from]!.atMs === samples[from - 1]!.atMs) from++;
  return samples.slice(from);
}
