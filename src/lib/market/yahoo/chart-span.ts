import { isoTime } from '../../core/clock.ts';
import { HOUR_MS, intervalMs } from '../../core/interval.ts';
import type { BarRequest } from '../bar-source.ts';
import type { IntervalPlan } from './interval-plan.ts';

/** Moments by which Yahoo stamps bars, in [fromMs, toMs). */
export interface ChartSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** East of Greenwich a session opens on the UTC day before its date: in Auckland at 21:00. */
const EARLIEST_OPEN_MS = 9 * HOUR_MS;

/** Minus infinity where Yahoo has everything. */
const reachStart = (asOfMs: number, { reachMs }: IntervalPlan): number => asOfMs - reachMs;

/** What to ask for, so that every bar of the request is in it: whole bars, as far back as Yahoo goes. */
export function chartSpan(request: BarRequest, plan: IntervalPlan): ChartSpan {
  const { instrument, interval, fromMs, toMs, asOfMs } = request;
  const step = intervalMs(interval);
  const isDayOfStock = instrument.assetClass === 'stock' && interval === '1d';
  const first = Math.floor(fromMs / step) * step - (isDayOfStock ? EARLIEST_OPEN_MS : 0);
  return {
    fromMs: Math.max(first, reachStart(asOfMs, plan)),
    toMs: Math.min(Math.ceil(toMs / step) * step, asOfMs),
  };
}

/** A sentence when the request goes further back than Yahoo does. */
export function clampNote(
  { instrument, interval, fromMs, asOfMs }: BarRequest,
  plan: IntervalPlan,
): string[] {
  const startMs = reachStart(asOfMs, plan);
  if (fromMs >= startMs) return [];
  return [
    `Yahoo keeps bars of ${interval} of ${instrument.symbol} from ${isoTime(startMs)} on; older ones were not asked for.`,
  ];
}

/** A span in requests of allowed length, oldest first; none for an empty one. */
export function pagesOf({ fromMs, toMs }: ChartSpan, { asked, pageMs }: IntervalPlan): ChartSpan[] {
  const step = intervalMs(asked);
  const pages: ChartSpan[] = [];
  for (let startMs = fromMs; startMs < toMs; ) {
    const endMs = Math.min(toMs, Math.floor((startMs + pageMs) / step) * step);
    pages.push({ fromMs: startMs, toMs: endMs });
    startMs = endMs;
  }
  return pages;
}
