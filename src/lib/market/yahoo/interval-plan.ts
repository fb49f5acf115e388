import { usageError } from '../../core/errors.ts';
import type { Instrument } from '../../core/instrument.ts';
import { DAY_MS, HOUR_MS, type Interval } from '../../core/interval.ts';

/** What Yahoo is asked for to get bars of an interval. */
export interface IntervalPlan {
  /** The bars that are asked for; coarser ones are made of them. */
  readonly asked: '1m' | '2m' | '5m' | '15m' | '30m' | '1h' | '1d';
  /** How far back it has them, and the longest span of one request. */
  readonly reachMs: number;
  readonly pageMs: number;
}

/** Yahoo counts its days from its own clock, some time after ours. */
const MARGIN_MS = HOUR_MS;
const ALWAYS = Number.POSITIVE_INFINITY;

const plan = (asked: IntervalPlan['asked'], days: number, pageDays = days): IntervalPlan => ({
  asked,
  reachMs: days * DAY_MS - MARGIN_MS,
  pageMs: pageDays * DAY_MS,
});

const PLANS: Partial<Record<Interval, IntervalPlan>> = {
  '1m': plan('1m', 30, 7),
  '2m': plan('2m', 60),
  '5m': plan('5m', 60),
  '15m': plan('15m', 60),
  '30m': plan('30m', 60),
  '1h': plan('1h', 730),
  '1d': plan('1d', ALWAYS),
};

/**
 * Hours of a stock open at half past in New York, which is no hour of UTC, so they are made of half hours.
 * @throws HiveError (usage) naming the intervals that there are.
 */
export function intervalPlan(interval: Interval, { assetClass }: Instrument): IntervalPlan {
  const found = assetClass === 'stock' && interval === '1h' ? PLANS['30m'] : PLANS[interval];
  if (found) return found;
  throw usageError({
    code: 'INTERVAL_NOT_SOLD',
    message: `Yahoo has no bars of ${interval}.`,
    next: `Use one of ${Object.keys(PLANS).join(', ')}: --interval, or market.interval of the configuration.`,
  });
}
