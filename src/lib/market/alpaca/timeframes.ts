import { usageError } from '../../core/errors.ts';
import type { Interval } from '../../core/interval.ts';

const UNITS: Readonly<Record<string, string>> = { m: 'Min', h: 'Hour', d: 'Day' };

/** Alpaca's word for an interval: `15Min`, `4Hour`, `1Day`. @throws HiveError (usage) for one it does not have. */
export function timeframeOf(interval: Interval): string {
  const [, count, unit] = /^(\d+)([mhd])$/.exec(interval) ?? [];
  const word = UNITS[unit ?? ''];
  if (word) return `${count}${word}`;
  throw usageError({
    code: 'NO_SUCH_BARS',
    message: `Alpaca has no ${interval} bars.`,
    next: 'Choose bars of minutes, hours or 1d.',
  });
}
