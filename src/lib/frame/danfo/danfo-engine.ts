import { quantile } from '../../performance/quantile.ts';
import { plainColumns } from '../columns.ts';
import { type ColumnSummary, type Frame, type FrameEngine, numberColumns } from '../frame.ts';
import type { Danfo, DanfoFrame, DanfoSeries } from './danfo.ts';

/** The same table as a DataFrame of danfo.js. */
export const danfoFrame = (danfo: Danfo, frame: Frame): DanfoFrame =>
  new danfo.DataFrame(plainColumns(frame));

/**
 * danfo.js as an engine. Its own `describe` lets one missing value make a mean NaN, so its columns are asked one by one,
 * without what is missing. It has no quartiles: these two are read from its sorted values.
 */
export function danfoEngine(danfo: Danfo): FrameEngine {
  return {
    name: 'danfo',
    describe: frame => {
      // danfo.js can make no DataFrame without rows.
      const table = frame.length > 0 ? danfoFrame(danfo, frame) : null;
      return numberColumns(frame).map(({ name, sorted, missing }): ColumnSummary => {
        const count = sorted.length;
        const rest = { name, count, missing };
        // Of no values it makes zeros.
        return table === null || count === 0
          ? { ...rest, ...NOTHING }
          : { ...rest, ...summaryOf(missing > 0 ? table.column(name).dropNa() : table.column(name)) };
      });
    },
  };
}

const NOTHING = { mean: null, std: null, min: null, q1: null, median: null, q3: null, max: null };

function summaryOf(series: DanfoSeries): Omit<ColumnSummary, 'name' | 'count' | 'missing'> {
  const sorted = Float64Array.from(series.values).sort();
  return {
    mean: series.mean(),
    std: sorted.length < 2 ? null : series.std(),
    min: series.min(),
    q1: quantile(sorted, 0.25),
    median: series.median(),
    q3: quantile(sorted, 0.75),
    max: series.max(),
  };
}
