import type { Bar } from '../core/bar.ts';
import { type BarSeries, barAt } from '../core/bar-series.ts';
import { isoTime } from '../core/clock.ts';
import { dataError, type HiveError } from '../core/errors.ts';
import { intervalMs } from '../core/interval.ts';

export interface BarOrigin {
  /** What to blame in a message: a file name, a source. */
  readonly origin: string;
  /** Source line of each row, when the bars come from a text file. */
  readonly lines?: readonly number[];
}

/**
 * Checks every row: open times strictly rising and on the interval's grid, prices finite and positive, high and low
 * enclosing open and close, volume NaN (unknown) or at least 0.
 * @throws HiveError (data, BAD_BAR) that names the origin, the line or row, the bar's time and the value.
 */
export function validateBars(series: BarSeries, origin: BarOrigin): void {
  const row = firstSuspect(series);
  if (row < 0) return;
  const previousMs = row === 0 ? Number.NEGATIVE_INFINITY : series.time[row - 1]!;
  const bar = barAt(series, row);
  const step = intervalMs(series.interval);
  const fault = timeFault(bar.timeMs, previousMs, step) ?? priceFault(bar) ?? volumeFault(bar.volume);
  if (fault) throw badBar(series, origin, { row, fault });
}

/** First row that is not sound, -1 when all are. A plain loop over the columns: a million bars make no object each. */
function firstSuspect({ time, open, high, low, close, volume, length, interval }: BarSeries): number {
  const step = intervalMs(interval);
  let before = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < length; row++) {
    const at = time[row]!;
    const [o, h, l, c, v] = [open[row]!, high[row]!, low[row]!, close[row]!, volume[row]!];
    const soundTime = Number.isSafeInteger(at) && at % step === 0 && at > before;
    // NaN passes no comparison, and a low above 0 with a finite high bounds the other prices.
    const soundPrices = l > 0 && h < Number.POSITIVE_INFINITY && o <= h && c <= h && o >= l && c >= l;
    const soundVolume = Number.isNaN(v) || (v >= 0 && v < Number.POSITIVE_INFINITY);
    if (!(soundTime && soundPrices && soundVolume)) return row;
    before = at;
  }
  return -1;
}

function timeFault(timeMs: number, previousMs: number, step: number): string | null {
  if (!Number.isSafeInteger(timeMs)) return `time ${timeMs} is not a whole number of milliseconds`;
  if (timeMs % step !== 0) return 'its time is not on a boundary of the interval';
  if (timeMs === previousMs) return 'its time is that of the bar before';
  return timeMs < previousMs ? `it is older than the bar before (${safeTime(previousMs)})` : null;
}

function priceFault(bar: Bar): string | null {
  for (const name of ['open', 'high', 'low', 'close'] as const) {
    const value = bar[name];
    if (!(Number.isFinite(value) && value > 0)) return `${name} ${value} is not a positive price`;
  }
  const top = Math.max(bar.open, bar.close);
  const bottom = Math.min(bar.open, bar.close);
  if (bar.high < top) return `high ${bar.high} is below the open or close (${top})`;
  return bar.low > bottom ? `low ${bar.low} is above the open or close (${bottom})` : null;
}

function volumeFault(volume: number): string | null {
  const fine = Number.isNaN(volume) || (volume >= 0 && Number.isFinite(volume));
  return fine ? null : `volume ${volume} is neither unknown nor at least 0`;
}

/** Times outside the range of dates would make `isoTime` throw, and they are what is being reported. */
const safeTime = (timeMs: number): string => (Math.abs(timeMs) <= 8.64e15 ? isoTime(timeMs) : String(timeMs));

function badBar(series: BarSeries, from: BarOrigin, at: { row: number; fault: string }): HiveError {
  const line = from.lines?.[at.row];
  const place = line === undefined ? `bar ${at.row + 1}` : `line ${line}`;
  const name = `${series.symbol} ${series.interval} bar of ${safeTime(series.time[at.row]!)}`;
  return dataError({
    code: 'BAD_BAR',
    message: `${from.origin}, ${place}: ${name}: ${at.fault}.`,
    next: 'Correct or remove that row at its source, then read the bars again.',
  });
}
