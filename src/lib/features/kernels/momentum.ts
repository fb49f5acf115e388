import { priceOrMissing } from '../inputs.ts';
import type { FeatureKernel } from '../kernel.ts';
import { windowKernel } from '../window-kernel.ts';

/** Simple return over `period` bars: the rate of change as a fraction. A missing close between has no value either. */
export const momentum = (period: number): FeatureKernel =>
  windowKernel({
    name: `momentum${period}`,
    column: 'close',
    width: period + 1,
    prepare: priceOrMissing,
    value: (closes, last) => closes[last]! / closes[last - period]! - 1,
  });
