import { BAR_COLUMNS, type BarSeries, emptySeries, sliceSeries } from '../core/bar-series.ts';

/** Most bars in a chunk that `BarStore.pages` gives: 768 KiB. */
export const CHUNK_BARS = 16_384;

type Named = Pick<BarSeries, 'symbol' | 'interval'>;

/** One series of its own memory, from parts that follow each other. */
export function joinBars({ symbol, interval }: Named, parts: readonly BarSeries[]): BarSeries {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const joined = emptySeries(symbol, interval, length);
  let at = 0;
  for (const part of parts) {
    for (const column of BAR_COLUMNS) joined[column].set(part[column], at);
    at += part.length;
  }
  return joined;
}

/** The bars of `parts` in chunks of at most `limit`, none empty; holds about two chunks at a time. */
export function* inChunks(
  named: Named,
  parts: Iterable<BarSeries>,
  limit: number = CHUNK_BARS,
): Generator<BarSeries> {
  let waiting: BarSeries[] = [];
  let rows = 0;
  for (const piece of pieces(parts, limit)) {
    if (rows + piece.length > limit) {
      yield joinBars(named, waiting);
      waiting = [];
      rows = 0;
    }
    waiting.push(piece);
    rows += piece.length;
  }
  if (rows > 0) yield joinBars(named, waiting);
}

function* pieces(parts: Iterable<BarSeries>, limit: number): Generator<BarSeries> {
  for (const part of parts) {
    if (part.length <= limit) yield part;
    else for (let from = 0; from < part.length; from += limit) yield sliceSeries(part, from, from + limit);
  }
}
