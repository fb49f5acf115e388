import type { BarSeries } from '../../core/bar-series.ts';
import type { Holding } from './holding.ts';
import type { Terms } from './terms.ts';

/*
 * Most bars change nothing but the equity. These loops go through them and stop at the first bar on which something
 * may happen; that one is then played exactly. They may stop too early, never too late.
 */

/** Where a loop reads and writes; fields are set in place. */
export interface Stretch {
  series: BarSeries;
  codes: Int8Array;
  /** First bar to look at, and the one to stop before. */
  from: number;
  end: number;
  /** Bars from a signal to its fill; `from` is at least that. */
  readonly lag: number;
  equity: Float64Array;
  /** Place of bar 0 in `equity`. */
  at: number;
}

/** Without a position: goes to the first bar whose signal may enter. Writes the equity as it goes, as all of them do. */
export function skipFlat(stretch: Stretch, cash: number, longShort: boolean): number {
  const { codes, end, lag, equity, at } = stretch;
  const dollars = cash / 100;
  const ignored = longShort ? 0 : -1;
  let k = stretch.from;
  for (; k < end; k++) {
    const code = codes[k - lag];
    if (code !== 0 && code !== ignored) break;
    equity[at + k] = dollars;
  }
  return k;
}

/** With a position that only a signal ends. */
export function skipHeld(stretch: Stretch, cash: number, holding: Holding): number {
  const { codes, end, lag, equity, at } = stretch;
  const { close } = stretch.series;
  const exit = -holding.side;
  const base = cash / 100;
  const scale = (holding.side * holding.qty) / 1e9;
  let k = stretch.from;
  for (; k < end && codes[k - lag] !== exit; k++) {
    const dollars = base + scale * close[k]!;
    if (dollars <= 0) break;
    equity[at + k] = dollars;
  }
  return k;
}

/** With a position that has levels too, or a trailing stop that a better close moves. */
export function skipWatched(
  stretch: Stretch,
  cash: number,
  watched: { holding: Holding; terms: Terms },
): number {
  const { codes, end, lag, equity, at } = stretch;
  const { open, high, low, close } = stretch.series;
  const { holding, terms } = watched;
  const { side, quietAbove, quietBelow } = holding;
  const lows = terms.inside ? low : open;
  const highs = terms.inside ? high : open;
  const base = cash / 100;
  const scale = (side * holding.qty) / 1e9;
  const followed = terms.trailPpb < 0 ? Infinity : holding.followed;
  let k = stretch.from;
  for (; k < end && codes[k - lag] !== -side; k++) {
    if (lows[k]! <= quietAbove || highs[k]! >= quietBelow) break;
    const mark = close[k]!;
    const dollars = base + scale * mark;
    if (side * mark > followed || dollars <= 0) break;
    equity[at + k] = dollars;
  }
  return k;
}
