import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { utcDay } from '../../../src/lib/core/clock.ts';
import { DAY_MS, HOUR_MS } from '../../../src/lib/core/interval.ts';
import { newYorkOffsetMs } from '../../../src/lib/market/new-york-time.ts';
import { session, tradingHours } from '../../../src/lib/market/sessions.ts';

const day = (date: string) => Date.parse(`${date}T00:00:00Z`);

function daysOf(year: number): number[] {
  const days: number[] = [];
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += DAY_MS) days.push(at);
  return days;
}

const isWeekday = (dayMs: number) => ![0, 6].includes(new Date(dayMs).getUTCDay());
const monthDay = (dayMs: number) => utcDay(dayMs).slice(5);

const closedWeekdays = (year: number) =>
  daysOf(year)
    .filter(at => isWeekday(at) && !session(at))
    .map(monthDay);

const earlyCloses = (year: number) =>
  daysOf(year)
    .filter(at => {
      const hours = session(at);
      return hours !== null && hours.closeMs - hours.openMs === 3.5 * HOUR_MS;
    })
    .map(monthDay);

// "Holidays and Trading Hours" as published by the New York Stock Exchange, one-off closures added.
const PUBLISHED: Readonly<Record<number, { closed: string; early: string }>> = {
  2012: {
    closed: '01-02 01-16 02-20 04-06 05-28 07-04 09-03 10-29 10-30 11-22 12-25',
    early: '07-03 11-23 12-24',
  },
  2018: {
    closed: '01-01 01-15 02-19 03-30 05-28 07-04 09-03 11-22 12-05 12-25',
    early: '07-03 11-23 12-24',
  },
  2021: { closed: '01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24', early: '11-26' },
  2022: { closed: '01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26', early: '11-25' },
  2023: { closed: '01-02 01-16 02-20 04-07 05-29 06-19 07-04 09-04 11-23 12-25', early: '07-03 11-24' },
  2024: {
    closed: '01-01 01-15 02-19 03-29 05-27 06-19 07-04 09-02 11-28 12-25',
    early: '07-03 11-29 12-24',
  },
  2025: {
    closed: '01-01 01-09 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25',
    early: '07-03 11-28 12-24',
  },
  2026: { closed: '01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25', early: '11-27 12-24' },
  2027: { closed: '01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24', early: '11-26' },
};

describe('session', () => {
  for (const [year, { closed, early }] of Object.entries(PUBLISHED)) {
    it(`agrees with the published calendar of ${year}`, () => {
      assert.equal(closedWeekdays(Number(year)).join(' '), closed);
      assert.equal(earlyCloses(Number(year)).join(' '), early);
    });
  }

  it('is 9:30 to 16:00 in New York, winter and summer', () => {
    assert.deepEqual(session(day('2026-01-05')), {
      openMs: Date.parse('2026-01-05T14:30:00Z'),
      closeMs: Date.parse('2026-01-05T21:00:00Z'),
    });
    assert.deepEqual(session(day('2026-07-06')), {
      openMs: Date.parse('2026-07-06T13:30:00Z'),
      closeMs: Date.parse('2026-07-06T20:00:00Z'),
    });
  });

  it('takes any moment of the day', () => {
    assert.deepEqual(session(day('2026-01-05') + DAY_MS - 1), session(day('2026-01-05')));
  });

  it('is null on weekends', () => {
    assert.equal(session(day('2026-11-21')), null);
    assert.equal(session(day('2026-11-22')), null);
  });

  it('has been null after the attacks of 2001 and on state funerals', () => {
    for (const date of ['2001-09-11', '2001-09-14', '2004-06-11', '2007-01-02']) {
      assert.equal(session(day(date)), null, date);
    }
    assert.notEqual(session(day('2001-09-17')), null);
  });
});

describe('tradingHours', () => {
  it('is the whole UTC day for crypto and the session for stocks', () => {
    const christmas = day('2026-12-25');
    const wholeDay = { openMs: christmas, closeMs: christmas + DAY_MS };
    assert.deepEqual(tradingHours('crypto', christmas + HOUR_MS), wholeDay);
    assert.equal(tradingHours('stock', christmas), null);
  });
});

describe('newYorkOffsetMs', () => {
  it('agrees with the time zone database at noon of every day from 1998 to 2035', () => {
    const noon = new Intl.DateTimeFormat('en-US', {
      timeZone: 'America/New_York',
      hour: '2-digit',
      hour12: false,
    });
    for (let at = Date.UTC(1998, 0, 1); at < Date.UTC(2036, 0, 1); at += DAY_MS) {
      const hour = Number(noon.format(at + 17 * HOUR_MS));
      assert.equal(newYorkOffsetMs(at) / HOUR_MS, 17 - hour, utcDay(at));
    }
  });
});

/** Dates in the first date-like column of a daily price file. */
function fileDates(folder: string, name: string): string[] {
  const text = readFileSync(join(folder, 'prices', name), 'utf8');
  return text.split('\n').flatMap(line => /\d{4}-\d\d-\d\d/.exec(line)?.[0] ?? []);
}

describe('session over real price files', () => {
  // Both files are complete: no session is absent from them and they hold no others.
  for (const name of ['SPY-1d-1999-2020.csv', 'AAPL-1d-2004-2018.csv']) {
    it(`names exactly the session dates of ${name}`, function () {
      const folder = process.env.HIVE_REAL_DATA;
      if (!folder || !existsSync(folder)) return this.skip();
      const dates = fileDates(folder, name);
      const sessions: string[] = [];
      for (let at = day(dates[0]!); at <= day(dates.at(-1)!); at += DAY_MS) {
        if (session(at)) sessions.push(utcDay(at));
      }
      assert.deepEqual(sessions, dates);
    });
  }
});
