import { logVolumeOrMissing } from '../inputs.ts';
import type { FeatureKernel } from '../kernel.ts';
import { windowMean } from '../rolling.ts';
import { windowKernel } from '../window-kernel.ts';

/**
 * ln(1 + volume) less its mean over `period` bars, the newest included. De-meaned, because raw log volume tells
 * the symbol and the year, not the moment.
 */
export const logVolume = (period: number): FeatureKernel =>
  windowKernel({
    name: `logVolume${period}`,
    column: 'volume',
    width: period,
    prepare: logVolumeOrMissing,
    value: (logs, last) => logs[last]! - windowMean(logs, last, period),
  });
