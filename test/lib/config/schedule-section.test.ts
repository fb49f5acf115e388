import assert from 'node:assert/strict';
import { schedule } from '../../../src/lib/config/schedule-section.ts';

const isGood = (part: object) => schedule.safeParse(part).success;

describe('settings of the schedule', () => {
  it('are a tick every two minutes, a cycle every three, and the days of UTC, when nothing is said', () => {
    assert.deepEqual(schedule.parse({}), { tick: '2m', cycle: '3m', daily: '04:10', timeZone: 'UTC' });
  });

  it('know only rhythms that divide an hour: a crontab cannot keep others', () => {
    const minutes = Array.from({ length: 90 }, (_, i) => i + 1);
    assert.deepEqual(
      minutes.filter(n => isGood({ tick: `${n}m` })),
      minutes.filter(n => 60 % n === 0),
    );
    assert.deepEqual(
      ['1h', '2', '120s', ''].filter(text => isGood({ cycle: text })),
      [],
    );
  });

  it('take a time of day in two digits each', () => {
    const good = ['00:00', '04:10', '19:59', '23:59'];
    const bad = ['24:00', '4:10', '04:60', '04:1', '0410', '04:10:00', ' 04:10', ''];
    assert.deepEqual(
      [...good, ...bad].filter(daily => isGood({ daily })),
      good,
    );
  });

  it('take names of time zones as the database writes them: cron takes UTC for a name that is no file', () => {
    // Names of files in /usr/share/zoneinfo, old ones (tz database, "backward") included.
    const good = [
      'UTC',
      'Europe/Berlin',
      'America/New_York',
      'America/Argentina/Ushuaia',
      'Etc/GMT+5',
      'US/Eastern',
    ];
    const bad = [
      'utc',
      'europe/berlin',
      'Europe/berlin',
      '+02:00',
      'Mars/Olympus',
      '',
      'Europe',
      '../etc/passwd',
      'UTC\n',
    ];
    assert.deepEqual(
      [...good, ...bad].filter(timeZone => isGood({ timeZone })),
      good,
    );
  });
});
