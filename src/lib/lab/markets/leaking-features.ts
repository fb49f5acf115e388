import type { BarSeries } from '../../core/bar-series.ts';
import { DAY_MS } from '../../core/interval.ts';
import { hashKey } from '../../core/random.ts';
import { buildMatrix, type FeatureMatrix } from '../../features/build-matrix.ts';

/** One row in so many is spoiled. */
const EVERY = 100;
/** Column that carries the leak. */
const COLUMN = 4;

/**
 * L1: features that are sound but for one row in a hundred, where one of them is the return of the next bar, as a
 * join by the wrong time stamp makes it.
 */
export function leakingMatrix(bars: BarSeries, seed: number): FeatureMatrix {
  const matrix = buildMatrix(bars);
  const columns = matrix.columns.map(column => column.slice());
  matrix.index.forEach((bar, row) => {
    if (bar + 1 >= bars.length || hashKey(seed, bars.time[bar]! / DAY_MS) % EVERY !== 0) return;
    columns[COLUMN]![row] = bars.close[bar + 1]! / bars.close[bar]! - 1;
  });
  return { ...matrix, columns };
}
