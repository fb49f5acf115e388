import assert from 'node:assert/strict';
import { nextRuns, type Rhythm } from '../../../src/lib/schedule/next-runs.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

const iso = (times: readonly number[]) => times.map(at => new Date(at).toISOString().slice(0, 16));

/** The clock on the wall, by Intl alone. */
function wall(timeZone: string): (atMs: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return atMs => format.format(atMs);
}

/** What the clocks of a zone show in each minute of some days. */
function minutesOf(timeZone: string, fromMs: number, days: number) {
  const shown = wall(timeZone);
  return Array.from({ length: days * 1_440 }, (_, i) => ({
    at: fromMs + i * MINUTE,
    day: shown(fromMs + i * MINUTE).slice(0, 10),
    time: shown(fromMs + i * MINUTE).slice(11),
  }));
}

/** Minutes at which a day first shows `time`, or the first after it where a day never shows it. */
function daily(time: string, minutes: ReturnType<typeof minutesOf>): number[] {
  const days = [...new Set(minutes.map(({ day }) => day))].slice(1);
  return days.flatMap(day => minutes.find(each => each.day === day && each.time >= time)?.at ?? []);
}

/** Nights in 2026 and 2027 in which clocks change: New York, Berlin, and Lord Howe, which changes by half an hour. */
const NIGHTS: readonly [timeZone: string, utcDay: string][] = [
  ['America/New_York', '2026-11-01'],
  ['America/New_York', '2027-03-14'],
  ['Europe/Berlin', '2026-10-25'],
  ['Europe/Berlin', '2027-03-28'],
  ['Australia/Lord_Howe', '2027-04-03'],
  ['Australia/Lord_Howe', '2026-10-03'],
];

describe('next runs', () => {
  it('of every few minutes are the minutes of UTC that the number divides', () => {
    for (const minutes of [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60]) {
      const step = minutes * MINUTE;
      const expression = minutes === 60 ? '0 * * * *' : `*/${minutes} * * * *`;
      const after = Date.parse('2026-11-01T05:50:30.500Z');
      const first = Math.floor(after / step) * step + step;
      assert.deepEqual(
        nextRuns({ expression, timeZone: 'UTC' }, after, 5),
        Array.from({ length: 5 }, (_, i) => first + i * step),
      );
    }
  });

  it('come after a moment that is one itself', () => {
    const at = Date.parse('2026-11-26T12:00:00Z');
    const rhythm = { expression: '*/2 * * * *', timeZone: 'UTC' };
    assert.deepEqual(iso(nextRuns(rhythm, at, 1)), ['2026-11-26T12:02']);
    assert.deepEqual(iso(nextRuns(rhythm, at - 1, 1)), ['2026-11-26T12:00']);
  });

  it('of a time of day are once a day, from wherever one looks, whatever the clocks do', () => {
    for (const [timeZone, day] of NIGHTS) {
      const noon = Date.parse(`${day}T12:00:00Z`);
      const minutes = minutesOf(timeZone, noon - 2.5 * DAY, 5);
      for (const time of ['01:30', '01:45', '02:00', '02:30', '03:00']) {
        const [hour, minute] = time.split(':').map(Number);
        const rhythm: Rhythm = { expression: `${minute} ${hour} * * *`, timeZone };
        const expected = daily(time, minutes);
        for (let after = noon - DAY; after < noon + 0.5 * DAY; after += 277 * MINUTE) {
          assert.deepEqual(
            iso(nextRuns(rhythm, after, 1)),
            iso(expected.filter(at => at > after).slice(0, 1)),
            `${time} ${timeZone} after ${new Date(after).toISOString()}`,
          );
        }
      }
    }
  });

  it('of a time that the clocks leave out are when they are set forward; of one shown twice, the first', () => {
    // New York: at 2:00 EST on 14 March 2027 it is 3:00 EDT (7:00 UTC); on 1 November 2026 1:30 EDT is 5:30 UTC.
    const in2027 = nextRuns(
      { expression: '30 2 * * *', timeZone: 'America/New_York' },
      Date.parse('2027-03-13T12:00Z'),
      2,
    );
    assert.deepEqual(iso(in2027), ['2027-03-14T07:00', '2027-03-15T06:30']);
    const in2026 = nextRuns(
      { expression: '30 1 * * *', timeZone: 'America/New_York' },
      Date.parse('2026-10-31T12:00Z'),
      2,
    );
    assert.deepEqual(iso(in2026), ['2026-11-01T05:30', '2026-11-02T06:30']);
  });

  it('may come every second, for a six-field rhythm', () => {
    const after = Date.parse('2026-11-26T12:00:00.250Z');
    assert.deepEqual(
      nextRuns({ expression: '* * * * * *', timeZone: 'UTC' }, after, 2).map(at => at - after),
      [750, 1_750],
    );
  });
});
