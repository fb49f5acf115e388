import { usageError } from '../../core/errors.ts';
import { DAY_MS } from '../../core/interval.ts';

export const NEW_YORK = 'America/New_York';

/** Clock of an IANA zone, daylight saving included. */
export interface TimeZone {
  /** Local clock, as if it were UTC, of a UTC instant. */
  toWall(utcMs: number): number;
  /** UTC instant of a local clock. A repeated hour means its first pass; a skipped one moves forward. */
  toUtc(wallMs: number): number;
}

/** @throws HiveError (usage) when the zone is unknown. */
export function timeZone(name: string): TimeZone {
  const offsetAt = cachedOffsets(zoneFormat(name));
  return {
    toWall: utcMs => utcMs + offsetAt(utcMs),
    toUtc(wallMs) {
      const before = wallMs - offsetAt(wallMs - DAY_MS);
      const after = wallMs - offsetAt(wallMs + DAY_MS);
      if (before === after) return before;
      const valid = [before, after].filter(utcMs => utcMs + offsetAt(utcMs) === wallMs);
      return valid.length > 0 ? Math.min(...valid) : before;
    },
  };
}

function zoneFormat(name: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch (cause) {
    throw usageError({
      code: 'UNKNOWN_TIMEZONE',
      message: `Unknown time zone "${name}".`,
      next: 'Use an IANA name such as America/New_York, Europe/London or UTC.',
      cause,
    });
  }
}

/** Offsets change at most once in a UTC day, so that two look-ups serve all times of most days. */
function cachedOffsets(format: Intl.DateTimeFormat): (utcMs: number) => number {
  const atMidnight = new Map<number, number>();
  const midnightOffset = (day: number): number => {
    const known = atMidnight.get(day);
    if (known !== undefined) return known;
    const offset = offsetOf(format, day);
    atMidnight.set(day, offset);
    return offset;
  };
  return utcMs => {
    const day = Math.floor(utcMs / DAY_MS) * DAY_MS;
    const offset = midnightOffset(day);
    return offset === midnightOffset(day + DAY_MS) ? offset : offsetOf(format, utcMs);
  };
}

function offsetOf(format: Intl.DateTimeFormat, utcMs: number): number {
  const part = new Map(format.formatToParts(utcMs).map(({ type, value }) => [type, Number(value)]));
  const field = (name: Intl.DateTimeFormatPartTypes): number => part.get(name) ?? 0;
  const wallMs = Date.UTC(
    field('year'),
    field('month') - 1,
    field('day'),
    field('hour'),
    field('minute'),
    field('second'),
  );
  return wallMs - Math.floor(utcMs / 1000) * 1000;
}
