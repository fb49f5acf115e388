import assert from 'node:assert/strict';
import { planJobs, type ScheduleSettings } from '../../../src/lib/schedule/plan.ts';

const settings: ScheduleSettings = { tick: '2m', cycle: '3m', daily: '04:10', timeZone: 'Europe/Berlin' };

const expressions = (part: Partial<ScheduleSettings>, withBackup = true) =>
  Object.fromEntries(
    planJobs({ ...settings, ...part }, { withBackup }).map(({ job, expression }) => [job, expression]),
  );

describe('the plan of jobs', () => {
  it('has all five, the daily ones one after the other', () => {
    assert.deepEqual(expressions({}), {
      tick: '*/2 * * * *',
      cycle: '*/3 * * * *',
      report: '10 4 * * *',
      prune: '15 4 * * *',
      backup: '25 4 * * *',
    });
  });

  it('has no backup where there is no folder for one', () => {
    assert.equal('backup' in expressions({}, false), false);
  });

  it('goes over midnight', () => {
    const { report, prune, backup } = expressions({ daily: '23:55' });
    assert.deepEqual([report, prune, backup], ['55 23 * * *', '0 0 * * *', '10 0 * * *']);
  });

  it('writes every minute and every hour as a crontab does', () => {
    const { tick, cycle } = expressions({ tick: '1m', cycle: '60m' });
    assert.deepEqual([tick, cycle], ['* * * * *', '0 * * * *']);
  });

  it('keeps what runs every few minutes in UTC, so that no summer time moves it', () => {
    const zones = planJobs(settings, { withBackup: false }).map(({ job, timeZone }) => `${job} ${timeZone}`);
    assert.deepEqual(zones, ['tick UTC', 'cycle UTC', 'report Europe/Berlin', 'prune Europe/Berlin']);
  });
});
