import type { BacktestTrade } from '../../../lib/app/schemas/backtest.ts';
import type { SymbolCandles } from '../page-data.ts';
import { type CandleColumns, packBars, priceDecimals } from './pack-bars.ts';

const MAX_CANDLES = 2_000;
/** Candles of all overviews together, however many symbols there are. */
const MAX_ALL_CANDLES = 8_000;
/** Bars of all stretches around trades together. */
const MAX_DETAIL_BARS = 20_000;
/** Bars shown before an entry and after an exit. */
const MARGIN = 40;

/** The candles of every symbol: the whole history made coarser where it is long, and its own bars around trades. */
export function candlesOf(bars: readonly CandleColumns[], trades: readonly BacktestTrade[]): SymbolCandles[] {
  const most = Math.max(50, Math.min(MAX_CANDLES, Math.floor(MAX_ALL_CANDLES / Math.max(1, bars.length))));
  const detail = Math.floor(MAX_DETAIL_BARS / Math.max(1, bars.length));
  return bars.map(columns => {
    const barsEach = Math.max(1, Math.ceil(columns.length / most));
    const decimals = priceDecimals(columns);
    const own = trades.filter(trade => trade.pair === columns.symbol);
    const spans = barsEach === 1 ? [] : spansAround(columns, own, detail);
    return {
      symbol: columns.symbol,
      decimals,
      barsEach,
      overview: packBars(coarser(columns, barsEach), decimals),
      stretches: spans.map(span => packBars(cut(columns, span), decimals)),
    };
  });
}

/** Every `size` bars as one: first open, highest high, lowest low, last close. */
export function coarser(bars: CandleColumns, size: number): CandleColumns {
  const length = Math.ceil(bars.length / size);
  const pick = (column: ArrayLike<number>, of: (from: number, to: number) => number) =>
    Float64Array.from({ length }, (_, i) => {
      const to = Math.min(bars.length, (i + 1) * size);
      return column[of(i * size, to)]!;
    });
  const first = (from: number) => from;
  const extreme = (column: ArrayLike<number>, sign: 1 | -1) => (from: number, to: number) => {
    let best = from;
    for (let i = from + 1; i < to; i++) if (column[i]! * sign > column[best]! * sign) best = i;
    return best;
  };
  return {
    symbol: bars.symbol,
    length,
    time: pick(bars.time, first),
    open: pick(bars.open, first),
    high: pick(bars.high, extreme(bars.high, 1)),
    low: pick(bars.low, extreme(bars.low, -1)),
    close: pick(bars.close, (_, to) => to - 1),
  };
}

type Span = readonly [from: number, to: number];

/** Ranges of bars around the newest trades, as many as the budget holds, merged where they meet. */
function spansAround(bars: CandleColumns, trades: readonly BacktestTrade[], budget: number): Span[] {
  let left = budget;
  let covered = bars.length;
  const spans: Span[] = [];
  for (const trade of trades.toReversed()) {
    const entry = indexAt(bars, Date.parse(trade.open_date));
    const exit = trade.close_date === null ? bars.length - 1 : indexAt(bars, Date.parse(trade.close_date));
    const span: Span = [Math.max(0, entry - MARGIN), Math.min(bars.length, exit + MARGIN + 1)];
    left -= Math.max(0, Math.min(span[1], covered) - span[0]);
    if (left < 0) break;
    covered = Math.min(covered, span[0]);
    spans.push(span);
  }
  return merged(spans);
}

function merged(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && span[0] <= last[1]) result[result.length - 1] = [last[0], Math.max(last[1], span[1])];
    else result.push(span);
  }
  return result;
}

/** Last bar that had opened at `timeMs`. */
function indexAt({ time, length }: CandleColumns, timeMs: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (time[middle]! <= timeMs) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

function cut(bars: CandleColumns, [from, to]: Span): CandleColumns {
  const part = (column: ArrayLike<number>) => Array.prototype.slice.call(column, from, to) as number[];
  return {
    symbol: bars.symbol,
    length: to - from,
    time: part(bars.time),
    open: part(bars.open),
    high: part(bars.high),
    low: part(bars.low),
    close: part(bars.close),
  };
}
