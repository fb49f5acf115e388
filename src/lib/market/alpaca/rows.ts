import { DAY_MS, intervalMs } from '../../core/interval.ts';
import type { BarRequest } from '../bar-source.ts';
import type { Label } from '../judge-row.ts';
import type { RawRow } from '../raw-row.ts';
import type { BarAnswer } from './answers.ts';

/** A bar without a trade is made of quotes: what was traded is not known to be nothing. */
export const rawRow = ({ t, o, h, l, c, v, n }: BarAnswer): RawRow => ({
  timeMs: t,
  ...{ open: o, high: h, low: l, close: c },
  volume: n === 0 ? null : v,
  adjustedClose: null,
});

/** Alpaca has stamped days with 00:00, 04:00, 05:00 and 06:00 UTC: HIVE names a day by its date. */
export const dayLabel =
  (interval: BarRequest['interval']): Label =>
  stampMs =>
    interval === '1d' ? Math.floor(stampMs / DAY_MS) * DAY_MS : stampMs;

/**
 * Whether a coin's bar is over: coins trade around the clock, so that a day ends 24 hours after its stamp, whatever
 * date it is named by. A stock's session is over before its date is.
 */
export const isOver = ({ instrument, interval, asOfMs }: BarRequest, stampMs: number): boolean =>
  instrument.assetClass === 'stock' || stampMs + intervalMs(interval) <= asOfMs;
