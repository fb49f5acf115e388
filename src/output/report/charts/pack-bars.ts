import type { PackedBars } from '../page-data.ts';

/** Columns of bars of one symbol, as in a `BarSeries`; times in milliseconds. */
export interface CandleColumns {
  readonly symbol: string;
  readonly length: number;
  readonly time: ArrayLike<number>;
  readonly open: ArrayLike<number>;
  readonly high: ArrayLike<number>;
  readonly low: ArrayLike<number>;
  readonly close: ArrayLike<number>;
}

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));

/** Decimals that keep six digits of the smallest price, at most nine. */
export function priceDecimals({ low, length }: CandleColumns): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < length; i++) if (low[i]! > 0) smallest = Math.min(smallest, low[i]!);
  if (!Number.isFinite(smallest)) return 2;
  return Math.min(9, Math.max(0, 5 - Math.floor(Math.log10(smallest))));
}

/** Differences instead of prices: about 20 characters a bar instead of 60. */
export function packBars(bars: CandleColumns, decimals: number): PackedBars {
  const scale = 10 ** decimals;
  const whole = (price: number | undefined) => Math.round((price ?? 0) * scale);
  const seconds = Array.from({ length: bars.length }, (_, i) => Math.floor(bars.time[i]! / 1000));
  const gaps = seconds.slice(1).map((time, i) => time - seconds[i]!);
  const unit = Math.max(1, gaps.reduce(greatestDivisor, 0));
  const rows = seconds.map((_, i) => {
    const [open, close] = [whole(bars.open[i]), whole(bars.close[i])];
    return {
      open: open - (i > 0 ? whole(bars.close[i - 1]) : 0),
      close: close - open,
      high: Math.max(0, whole(bars.high[i]) - Math.max(open, close)),
      low: Math.max(0, Math.min(open, close) - whole(bars.low[i])),
    };
  });
  return {
    start: seconds[0] ?? 0,
    unit,
    steps: gaps.map(gap => gap / unit),
    open: rows.map(row => row.open),
    close: rows.map(row => row.close),
    high: rows.map(row => row.high),
    low: rows.map(row => row.low),
  };
}
