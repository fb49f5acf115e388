import { usageError } from './errors.ts';

const MINUTE = 60_000;

/** Bar sizes HIVE knows, with their length in milliseconds: all that divide a day and that a provider sells. */
export const INTERVALS = {
  '1m': MINUTE,
  '2m': 2 * MINUTE,
  '3m': 3 * MINUTE,
  '5m': 5 * MINUTE,
  '10m': 10 * MINUTE,
  '15m': 15 * MINUTE,
  '30m': 30 * MINUTE,
  '1h': 60 * MINUTE,
  '2h': 120 * MINUTE,
  '3h': 180 * MINUTE,
  '4h': 240 * MINUTE,
  '6h': 360 * MINUTE,
  '8h': 480 * MINUTE,
  '12h': 720 * MINUTE,
  '1d': 1440 * MINUTE,
} as const;

export type Interval = keyof typeof INTERVALS;

export const DAY_MS = INTERVALS['1d'];
export const HOUR_MS = INTERVALS['1h'];

export const intervalNames = Object.keys(INTERVALS) as Interval[];

export const intervalMs = (interval: Interval): number => INTERVALS[interval];

export const isInterval = (text: string): text is Interval => Object.hasOwn(INTERVALS, text);

/** @throws HiveError (usage) naming the known intervals. */
export function parseInterval(text: string): Interval {
  if (isInterval(text)) return text;
  throw usageError({
    code: 'UNKNOWN_INTERVAL',
    message: `Unknown interval "${text}".`,
    next: `Use one of ${intervalNames.join(', ')}.`,
  });
}

const UNIT_MS: Record<string, number> = { m: MINUTE, h: 60 * MINUTE, d: DAY_MS };

/** Length of a duration such as "2m", "6h" or "1d" in milliseconds; null when it is not one. */
export function durationMs(text: string): number | null {
  const match = /^([1-9]\d{0,3})([mhd])$/.exec(text);
  return match ? Number(match[1]) * UNIT_MS[match[2]!]! : null;
}
