import { priceOrMissing } from '../inputs.ts';
import type { FeatureKernel } from '../kernel.ts';
import { windowMean } from '../rolling.ts';
import { windowKernel } from '../window-kernel.ts';

/** Simple moving average of the close over `period` bars, divided by the close. Above 1 the price is under its mean. */
export const smaRatio = (period: number): FeatureKernel =>
  windowKernel({
    name: `sma${period}`,
    column: 'close',
    width: period,
    prepare: priceOrMissing,
    value: (closes, last) => windowMean(closes, last, period) / closes[last]!,
  });
