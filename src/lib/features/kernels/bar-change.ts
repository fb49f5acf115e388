import { priceOrMissing } from '../inputs.ts';
import type { FeatureKernel } from '../kernel.ts';
import { simpleReturn } from '../rolling.ts';
import { windowKernel } from '../window-kernel.ts';

/** Simple return of the newest bar. */
export const barChange = (): FeatureKernel =>
  windowKernel({ name: 'change', column: 'close', width: 2, prepare: priceOrMissing, value: simpleReturn });
