import type { BarSeries } from '../../core/bar-series.ts';
import { dataError, type HiveError } from '../../core/errors.ts';
import { AmountOverflow } from '../../core/exact-product.ts';

/** Prices are whole units of 1e-9 dollars below 2^53. */
const MOST_DOLLARS = 9_007_199;

const iso = (ms: number): string => (Number.isFinite(ms) ? new Date(ms).toISOString() : String(ms));

/**
 * Checks that bars `from` to `to` can be played exactly: prices above zero and small enough, low ≤ open and close ≤ high.
 * @throws HiveError (data) naming the first bar that is not one: `AMOUNT_TOO_LARGE` when a price is too large for it
 */
export function checkBars(series: BarSeries, from = 0, to: number = series.length): void {
  const { open, high, low, close } = series;
  let k = from;
  // One pass over every bar of the run, so without functions; any NaN makes a comparison false.
  for (; k < to; k++) {
    const least = low[k]!;
    const most = high[k]!;
    const begin = open[k]!;
    const end = close[k]!;
    if (!(least > 0 && least <= begin && least <= end && begin <= most && end <= most)) break;
    if (!(most <= MOST_DOLLARS)) break;
  }
  if (k < to) throw unplayable(series, k);
}

function unplayable(series: BarSeries, k: number): HiveError {
  const { open, high, low, close } = series;
  const place = { symbol: series.symbol, timeMs: series.time[k]! };
  if (high[k]! > MOST_DOLLARS)
    return tooLarge(`its high of ${high[k]} dollars is above ${MOST_DOLLARS}`, place);
  const prices = `open ${open[k]}, high ${high[k]}, low ${low[k]}, close ${close[k]}`;
  return dataError({
    code: 'BAD_BAR',
    message: `The bar of ${series.symbol} at ${iso(series.time[k]!)} cannot be played: ${prices}.`,
    next: 'Prices must be above 0, the low lowest and the high highest: check the bars with hive data verify.',
  });
}

/** @throws RangeError when the codes are fewer than the bars */
export function checkCodes(series: BarSeries, codes: Int8Array): void {
  if (codes.length < series.length) {
    throw new RangeError(`${codes.length} signals for ${series.length} bars of ${series.symbol}`);
  }
}

interface Place {
  readonly symbol: string;
  readonly timeMs: number;
}

/** An amount that became too large, told with its place; any other error as it is. */
export const placed = (error: unknown, place: Place): unknown =>
  error instanceof AmountOverflow ? tooLarge(error.message, place, error) : error;

const tooLarge = (why: string, { symbol, timeMs }: Place, cause?: unknown): HiveError =>
  dataError({
    code: 'AMOUNT_TOO_LARGE',
    message: `An amount of ${symbol} at ${iso(timeMs)} cannot be held exactly in typed arrays: ${why}.`,
    next: 'Use less cash or a smaller position; the replay engine has no such bound.',
    cause,
  });
