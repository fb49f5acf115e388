import { quantile } from '../performance/quantile.ts';
import { type ColumnSummary, type FrameEngine, numberColumns } from './frame.ts';

/**
 * The engine that is always there. Definitions are those of pandas' `DataFrame.describe`: missing values are left out, the
 * standard deviation is a sample's, quartiles are linear between neighbours.
 */
export const ownEngine: FrameEngine = {
  name: 'own',
  describe: frame =>
    numberColumns(frame).map(({ name, sorted, missing }): ColumnSummary => {
      const mean = sorted.length === 0 ? null : exactSum(sorted) / sorted.length;
      return {
        ...{ name, count: sorted.length, missing, mean },
        std: mean === null ? null : deviation(sorted, mean),
        min: sorted[0] ?? null,
        q1: quantile(sorted, 0.25),
        median: quantile(sorted, 0.5),
        q3: quantile(sorted, 0.75),
        max: sorted.at(-1) ?? null,
      };
    }),
};

/** Standard deviation in two passes; null for fewer than two values. */
function deviation(values: Float64Array, mean: number): number | null {
  if (values.length < 2) return null;
  return Math.sqrt(exactSum(values.map(value => (value - mean) ** 2)) / (values.length - 1));
}

/**
 * Sum with the rounding errors of each step added at the end, so that a million values lose no digit.
 * @see Neumaier (1974), Zeitschrift für Angewandte Mathematik und Mechanik 54.
 */
function exactSum(values: Float64Array): number {
  let sum = 0;
  let lost = 0;
  for (const value of values) {
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  // Where the sum is infinite there is nothing to mend.
  return Number.isNaN(lost) ? sum : sum + lost;
}
