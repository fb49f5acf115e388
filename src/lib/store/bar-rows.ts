import { type BarSeries, barAt, emptySeries, setBar, sliceSeries } from '../core/bar-series.ts';
import { joinBars } from './bar-parts.ts';
import type { BarWrite } from './ports.ts';

const PRICES = ['open', 'high', 'low', 'close'] as const;

export interface BarComparison {
  /** Rows of `offered` whose time is not stored. */
  readonly missing: readonly number[];
  /** Rows of `offered` that are stored with other values. */
  readonly conflicting: readonly number[];
  readonly unchanged: number;
}

/** Compares series of one key by open time. Unknown volumes (NaN) are equal. */
export function compareBars(stored: BarSeries, offered: BarSeries): BarComparison {
  const missing: number[] = [];
  const conflicting: number[] = [];
  let at = 0;
  for (let row = 0; row < offered.length; row++) {
    while (at < stored.length && stored.time[at]! < offered.time[row]!) at++;
    if (stored.time[at] !== offered.time[row]) missing.push(row);
    else if (!sameBar(stored, at, offered, row)) conflicting.push(row);
  }
  return { missing, conflicting, unchanged: offered.length - missing.length - conflicting.length };
}

function sameBar(a: BarSeries, i: number, b: BarSeries, j: number): boolean {
  const volumes = a.volume[i] === b.volume[j] || (Number.isNaN(a.volume[i]) && Number.isNaN(b.volume[j]));
  return volumes && PRICES.every(column => a[column][i] === b[column][j]);
}

/** Both series of one key in one; of bars at the same time the stored one, or with `replace` the offered one. */
export function mergeBars(stored: BarSeries, offered: BarSeries, replace: boolean): BarSeries {
  const lastStored = stored.time.at(-1) ?? Number.NEGATIVE_INFINITY;
  if (offered.length === 0 || lastStored < offered.time[0]!) return joinBars(stored, [stored, offered]);
  const merged = emptySeries(stored.symbol, stored.interval, stored.length + offered.length);
  let length = 0;
  for (let i = 0, j = 0; i < stored.length || j < offered.length; length++) {
    const storedMs = stored.time[i] ?? Number.POSITIVE_INFINITY;
    const offeredMs = offered.time[j] ?? Number.POSITIVE_INFINITY;
    const takesOffered = offeredMs < storedMs || (offeredMs === storedMs && replace);
    setBar(merged, length, takesOffered ? barAt(offered, j) : barAt(stored, i));
    if (storedMs <= offeredMs) i++;
    if (offeredMs <= storedMs) j++;
  }
  return joinBars(merged, [sliceSeries(merged, 0, length)]);
}

/** Rows of the offered series that a write puts into the store. */
export const writtenRows = (
  { missing, conflicting }: BarComparison,
  { replace = false }: { readonly replace?: boolean },
): readonly number[] => (replace ? [...missing, ...conflicting] : missing);

export const barWrite = (comparison: BarComparison): BarWrite => ({
  inserted: comparison.missing.length,
  unchanged: comparison.unchanged,
  conflicting: comparison.conflicting.length,
});

/**
 * A store holds any volume, NaN for unknown, but only finite prices at strictly rising whole milliseconds.
 * @throws RangeError naming the row: `validate-bars` comes before the store.
 */
export function assertStorable(series: BarSeries): void {
  for (let row = 0; row < series.length; row++) {
    const rising = row === 0 || series.time[row]! > series.time[row - 1]!;
    if (!rising || !Number.isSafeInteger(series.time[row])) throw unstorable(series, row, 'time');
    for (const column of PRICES) {
      if (!Number.isFinite(series[column][row])) throw unstorable(series, row, column);
    }
  }
}

const unstorable = (series: BarSeries, row: number, column: 'time' | (typeof PRICES)[number]) =>
  new RangeError(`bar ${row} of ${series.symbol} cannot be stored: ${column} is ${series[column][row]}`);
