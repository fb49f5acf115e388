import type { BarSeries } from '../../core/bar-series.ts';
import type { Holding } from './holding.ts';
import type { Terms } from './terms.ts';

/*
 * Most bars change nothing but the equity. These loops go through them and stop at the first bar on which something
 * may happen; that one is then played exactly. They may stop too early, never too late, so their bounds are doubles
 * with room for every rounding.
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

/** Without a position: the first bar whose signal may enter. */
export function skipFlat({ codes, from, end, lag }: Stretch, longShort: boolean): number {
  let k = from;
  if (longShort) while (k < end && codes[k - lag] === 0) k++;
  else while (k < end && codes[k - lag] !== 1) k++;
  return k;
}

/** With a position that only a signal ends. Writes the equity as it goes. */
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

const ROOM = 1e-12;

/** Prices (in dollars) between which no level of the position is met. */
function boundsOf(holding: Holding, { exitBid, exitAsk, quoteScale }: Terms): { low: number; high: number } {
  const { side, stopLevel, target } = holding;
  const perQuote = quoteScale / (side > 0 ? exitBid : exitAsk);
  const lower = side > 0 ? stopLevel : target;
  const upper = side > 0 ? target : stopLevel;
  return {
    low: (((lower + 2) * perQuote + 2) / 1e9) * (1 + ROOM),
    high: (((upper - 2) * perQuote - 2) / 1e9) * (1 - ROOM),
  };
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
  const { side } = holding;
  const bounds = boundsOf(holding, terms);
  const lows = terms.inside ? low : open;
  const highs = terms.inside ? high : open;
  const base = cash / 100;
  const scale = (side * holding.qty) / 1e9;
  const followed = terms.trailPpb < 0 ? Infinity : holding.followed;
  let k = stretch.from;
  for (; k < end && codes[k - lag] !== -side; k++) {
    if (lows[k]! <= bounds.low || highs[k]! >= bounds.high) break;
    const mark = close[k]!;
    const dollars = base + scale * mark;
    if (side * mark > followed || dollars <= 0) break;
    equity[at + k] = dollars;
  }
  return k;
}
