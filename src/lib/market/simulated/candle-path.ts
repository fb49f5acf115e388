/** Candles of the consecutive steps of a stretch of time. Prices in cents, not rounded until `roundPath`. */
export interface CandlePath {
  readonly length: number;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  /** Whole lots; see `lotSize`. */
  readonly lots: Float64Array;
  /** Variance of the log price within each step. */
  readonly variance: Float64Array;
}

/** One step of a path; what the next finer path is drawn into. */
export interface Candle {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly lots: number;
  readonly variance: number;
}

export function emptyPath(length: number): CandlePath {
  const column = () => new Float64Array(length);
  return {
    length,
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    lots: column(),
    variance: column(),
  };
}

export const candleAt = (path: CandlePath, index: number): Candle => ({
  open: path.open[index]!,
  high: path.high[index]!,
  low: path.low[index]!,
  close: path.close[index]!,
  lots: path.lots[index]!,
  variance: path.variance[index]!,
});

/** Rounds prices to whole cents, at least one; rounding keeps order, so every candle stays consistent. */
export function roundPath(path: CandlePath): void {
  for (const column of [path.open, path.high, path.low, path.close]) {
    for (let step = 0; step < path.length; step++) column[step] = Math.max(1, Math.round(column[step]!));
  }
}

/**
 * Bends a path so that its highest and lowest points are `high` and `low`, by a rising map that leaves the
 * range between the path's first and last price as it is.
 */
export function stretchPath(path: CandlePath, high: number, low: number): void {
  const first = path.open[0]!;
  const last = path.close[path.length - 1]!;
  const top = Math.max(first, last);
  const bottom = Math.min(first, last);
  const peak = indexOfMost(path.high, 1);
  const trough = indexOfMost(path.low, -1);
  const up = scale(high - top, path.high[peak]! - top);
  const down = scale(bottom - low, bottom - path.low[trough]!);
  for (const column of [path.open, path.high, path.low, path.close]) {
    for (let step = 0; step < path.length; step++) {
      const price = column[step]!;
      if (price > top) column[step] = Math.min(high, top + (price - top) * up);
      else if (price < bottom) column[step] = Math.max(low, bottom - (bottom - price) * down);
    }
  }
  path.high[peak] = high;
  path.low[trough] = low;
}

const scale = (wanted: number, drawn: number): number => (drawn > 0 ? wanted / drawn : 0);

/** Index of the highest (sign 1) or lowest (sign -1) value. */
function indexOfMost(values: Float64Array, sign: 1 | -1): number {
  let best = 0;
  for (let index = 1; index < values.length; index++) {
    if (sign * values[index]! > sign * values[best]!) best = index;
  }
  return best;
}
