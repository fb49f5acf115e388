import { BAR_COLUMNS, type BarSeries } from '../../core/bar-series.ts';

/** A copy whose columns lie in memory that all worker threads read: handing it over costs nothing. */
export function sharedSeries(series: BarSeries): BarSeries {
  const [time, open, high, low, close, volume] = BAR_COLUMNS.map(column => shared(series[column]));
  return {
    symbol: series.symbol,
    interval: series.interval,
    length: series.length,
    ...{ time: time!, open: open!, high: high!, low: low!, close: close!, volume: volume! },
  };
}

function shared(column: Float64Array): Float64Array {
  const copy = new Float64Array(new SharedArrayBuffer(column.byteLength));
  copy.set(column);
  return copy;
}
