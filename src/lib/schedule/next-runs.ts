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

/**
 * The library answers with a moment of the past while clocks are set back by half an hour, and before they are set back
 * with one that is an hour early. What it says is believed when the clock on the wall says so too.
 */
function follower({ expression, timeZone }: Rhythm): (atMs: number) => number {
  const time = new CronTime(expression, timeZone);
  const next = (fromMs: number) => time.getNextDateFrom(new Date(fromMs), timeZone).toMillis();
  const isRight = timeZone === 'UTC' ? () => true : checkOf(expression, timeZone);
  return atMs => {
    for (let fromMs = atMs; ; ) {
      const found = next(fromMs);
      if (found > atMs && isRight(found)) return found;
      fromMs = Math.max(fromMs + MINUTE_MS, found);
    }
  };
}

/** Whether clocks show a time of the expression, or are set forward over one. */
function checkOf(expression: string, timeZone: string): (atMs: number) => boolean {
  const plain = new CronTime(expression, 'UTC');
  const wall = wallClock(timeZone);
  const after = (shownMs: number) => plain.getNextDateFrom(new Date(shownMs), 'UTC').toMillis();
  return atMs => {
    const [shown, before] = [wall(atMs), wall(atMs - MINUTE_MS)];
    return after(shown - 1_000) === shown || (shown - before > MINUTE_MS && after(before) < shown);
  };
}

/** What clocks of a zone show at a moment, as if it were UTC. */
function wallClock(timeZone: string): (atMs: number) => number {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return atMs => Date.parse(`${format.format(atMs).replace(' ', 'T')}Z`);
}
