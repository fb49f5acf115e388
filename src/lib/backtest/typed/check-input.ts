import type { BarSeries } from '../../core/bar-series.ts';
import { dataError, type HiveError } from '../../core/errors.ts';
import { AmountOverflow } from '../../core/exact-product.ts';

/** Prices are whole units of 1e-9 dollars below 2^53. */
const MOST_DOLLARS = 9_007_199;

const iso = (ms: number): string => (Number.isFinite(ms) ? new Date(ms).toISOString() : String(ms));

/**
 * Checks that bars `from` to `to` can be played exactly: prices above zero and small enough, low ≤ open and close ≤ high.
 * @throws HiveError (data) naming the first bar that is not one
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
  const prices = `open ${open[k]}, high ${high[k]}, low ${low[k]}, close ${close[k]}`;
  return dataError({
    code: 'BAD_BAR',
    message: `The bar of ${series.symbol} at ${iso(series.time[k]!)} cannot be played: ${prices}.`,
    next: `Prices must be above 0 and at most ${MOST_DOLLARS}, the low lowest and the high highest: check the bars with hive data verify.`,
  });
}

/** @throws RangeError when the codes are fewer than the bars */
export function checkCodes(series: BarSeries, codes: Int8Array): void {
  if (codes.length < series.length) {
    throw new RangeError(`${codes.length} signals for ${series.length} bars of ${series.symbol}`);
  }
}

/** An amount that became too large, told with its place; any other error as it is. */
export function placed(error: unknown, place: { readonly symbol: string; readonly timeMs: number }): unknown {
  if (!(error instanceof AmountOverflow)) return error;
  return dataError({
    code: 'AMOUNT_TOO_LARGE',
    message: `An amount of ${place.symbol} at ${iso(place.timeMs)} cannot be computed exactly: ${error.message}.`,
    next: 'Use less cash, or --engine replay, which has no such bound.',
    cause: error,
  });
}
