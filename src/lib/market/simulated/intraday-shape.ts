import type { AssetClass } from '../../core/instrument.ts';
import { HOUR_MS } from '../../core/interval.ts';
import { type Session, startOfDay } from '../sessions.ts';

/** Hour of the day, UTC, at which crypto is liveliest: Europe and America are both awake. */
const CRYPTO_PEAK_HOUR = 15;

/**
 * Relative activity (variance and volume per unit of time) at a moment of the trading day: U-shaped over a
 * stock session (Wood, McInish and Ord 1985), a mild wave over the day for crypto.
 */
function activity(assetClass: AssetClass, hours: Session, timeMs: number): number {
  if (assetClass === 'stock') {
    const fromMiddle = (2 * (timeMs - hours.openMs)) / (hours.closeMs - hours.openMs) - 1;
    return 0.7 + 1.6 * fromMiddle ** 4;
  }
  const hour = (timeMs - startOfDay(timeMs)) / HOUR_MS;
  return 1 + 0.3 * Math.cos((2 * Math.PI * (hour - CRYPTO_PEAK_HOUR)) / 24);
}

/** How a stretch of trading time is cut into steps: where each begins, and its expected share of what happens. */
interface Steps {
  readonly startMs: number[];
  readonly weights: number[];
}

/** Steps on the UTC grid of `stepMs` within [fromMs, toMs); the first and last may be shorter. */
export function activitySteps(
  assetClass: AssetClass,
  hours: Session,
  range: { readonly fromMs: number; readonly toMs: number; readonly stepMs: number },
): Steps {
  const steps: Steps = { startMs: [], weights: [] };
  for (let start = range.fromMs; start < range.toMs; ) {
    const end = Math.min(range.toMs, Math.floor(start / range.stepMs + 1) * range.stepMs);
    steps.startMs.push(start);
    steps.weights.push(((end - start) / range.stepMs) * activity(assetClass, hours, (start + end) / 2));
    start = end;
  }
  return steps;
}
