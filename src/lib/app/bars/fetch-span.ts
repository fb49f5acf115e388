import type { BarSeries } from '../../core/bar-series.ts';
import type { Instrument } from '../../core/instrument.ts';
import { type Interval, intervalMs } from '../../core/interval.ts';
import { findGaps } from '../../market/find-gaps.ts';
import type { BarStore } from '../../store/ports.ts';
import { storedRange } from './stored-range.ts';

export interface SpanQuestion {
  readonly source: string;
  readonly instrument: Instrument;
  readonly interval: Interval;
  readonly nowMs: number;
  /** Where a symbol without bars begins. */
  readonly backfillMs: number;
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  /** Ask for stored bars too. */
  readonly replace?: boolean | undefined;
}

export interface Span {
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
}

/**
 * What to ask for: from the first bar that is missing on. Without `fromMs` that is the one after the newest
 * stored bar, so that holes which a vendor never fills are not asked for again and again.
 * @returns null when nothing is missing.
 */
export function fetchSpan(bars: BarStore, question: SpanQuestion): Span | null {
  const { nowMs, interval, replace } = question;
  const toMs = Math.min(question.toMs ?? nowMs, nowMs);
  const fromMs = replace ? firstAsked(bars, question) : firstMissing(bars, question, toMs);
  return fromMs < toMs && fromMs + intervalMs(interval) <= nowMs ? { fromMs, toMs } : null;
}

const keyOf = ({ source, instrument, interval }: SpanQuestion) => ({
  source,
  symbol: instrument.symbol,
  interval,
});

function firstAsked(bars: BarStore, question: SpanQuestion): number {
  return question.fromMs ?? storedRange(bars, keyOf(question))?.firstMs ?? question.backfillMs;
}

function firstMissing(bars: BarStore, question: SpanQuestion, toMs: number): number {
  const key = keyOf(question);
  const { fromMs, backfillMs, instrument } = question;
  if (fromMs === undefined) return after(bars.load(key, { last: 1 })) ?? backfillMs;
  const [before] = bars.load(key, { toMs: fromMs + 1, last: 1 }).time;
  if (before === undefined) return fromMs;
  const stored = bars.load(key, { fromMs: before, toMs });
  const gap = findGaps(stored, instrument)[0]?.fromMs;
  return Math.max(fromMs, gap ?? after(stored) ?? fromMs);
}

/** When the bar after the last one opens. */
const after = ({ time, interval }: BarSeries): number | undefined => {
  const lastMs = time.at(-1);
  return lastMs === undefined ? undefined : lastMs + intervalMs(interval);
};
