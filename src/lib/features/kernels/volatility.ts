import { priceOrMissing } from '../inputs.ts';
import type { FeatureKernel } from '../kernel.ts';
import { fillReturns, windowSd } from '../rolling.ts';
import { windowKernel } from '../window-kernel.ts';

/** Population standard deviation of the last `period` simple returns, a bar, not annualised. 0 for a flat series. */
export function volatility(period: number): FeatureKernel {
  const returns = new Float64Array(period);
  return windowKernel({
    name: `volatility${period}`,
    column: 'close',
    width: period + 1,
    prepare: priceOrMissing,
    value: (closes, last) => {
      fillReturns(closes, last, returns);
      return windowSd(returns, period - 1, period);
    },
  });
}
