import { CronTime } from 'cron';
import { HOUR_MS } from '../core/interval.ts';

const MINUTE_MS = 60_000;

/** Longer than clocks are ever set back. */
const LOOK_BACK_MS = 6 * HOUR_MS;

/** What is asked for: an expression of crontab(5), with or without seconds before it, read in a time zone. */
export interface Rhythm {
  readonly expression: string;
  readonly timeZone: string;
}

/**
 * The next moments at which a rhythm falls, after `afterMs`; epoch milliseconds. A time of day that the clocks leave
 * out falls on the moment at which they are set forward, one that they show twice on the first of the two.
 */
export function nextRuns(rhythm: Rhythm, afterMs: number, count: number): number[] {
  const next = follower(rhythm);
  // From before the hour in which a time may come twice, so that its first coming is the one that is found.
  let at = rhythm.timeZone === 'UTC' ? afterMs : afterMs - LOOK_BACK_MS;
  const found: number[] = [];
  while (found.length < count) {
    at = next(at);
    if (at > afterMs) found.push(at);
  }
  return found;
}

export const nextRun = (rhythm: Rhythm, afterMs: number): number => nextRuns(rhythm, afterMs, 1)[0]!;

/** The library may answer with a moment of the past while the clocks are set back by half an hour. */
function follower({ expression, timeZone }: Rhythm): (atMs: number) => number {
  const time = new CronTime(expression, timeZone);
  return atMs => {
    for (let fromMs = atMs; ; fromMs += MINUTE_MS) {
      const found = time.getNextDateFrom(new Date(fromMs), timeZone).toMillis();
      if (found > atMs) return found;
    }
  };
}
