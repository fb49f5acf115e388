import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type HomePaths, homePaths } from '../../../../src/lib/app/home.ts';
import { healthChecks } from '../../../../src/lib/app/queries/health-checks.ts';
import { exitCodeOf, rhythmOf } from '../../../../src/lib/app/queries/health-of-runs.ts';
import { accountOfRuns } from '../../../../src/lib/app/runs/run-accounts.ts';
import { runsReport } from '../../../../src/lib/app/runs/runs-report.ts';
import { runsSummary } from '../../../../src/lib/app/runs/runs-summary.ts';
import type { ScheduleNote } from '../../../../src/lib/app/schedule/schedule-note.ts';
import { schema, summary as summarySchema } from '../../../../src/lib/app/schemas/runs.ts';
import { VirtualClock } from '../../../../src/lib/app/virtual-clock.ts';
import type { JobName } from '../../../../src/lib/core/job.ts';
import { RunLog } from '../../../../src/lib/store/files/run-log.ts';
import { QUERY_CONFIG, QueryDesk } from '../../../support/query-home.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** Noon, UTC; the machine of these runs was started at ten. */
const NOON = Date.UTC(2026, 8, 22, 12);
const MINUTE = 60_000;
const DAY = 86_400_000;
const BOOT = NOON - 120 * MINUTE;
/** No process has this number: Linux gives none above 2^22 (proc(5), pid_max). */
const DEAD = 2 ** 22 + 1;

/** A home in which runs are noted, at minutes after noon. */
class RunDesk {
  readonly paths: HomePaths;
  readonly clock = new VirtualClock(NOON);
  readonly config = QUERY_CONFIG;
  readonly log: RunLog;

  constructor(root: string) {
    this.paths = homePaths(root);
    this.log = new RunLog(this.paths.runs);
    mkdirSync(this.paths.state, { recursive: true });
  }

  at(minutes: number): this {
    this.clock.advance(NOON + minutes * MINUTE - this.clock.now());
    return this;
  }

  scheduled(changes: Partial<ScheduleNote> = {}): this {
    const note = {
      by: 'cron',
      sinceMs: NOON,
      tickMinutes: 2,
      cycleMinutes: 3,
      daily: '04:10',
      timeZone: 'UTC',
    };
    writeFileSync(this.paths.scheduleNote, JSON.stringify({ ...note, ...changes }));
    return this;
  }

  ran(job: JobName, minutes: number, exitCode: number | null = 0, code: string | null = null): this {
    const start = { job, pid: DEAD, startedMs: NOON + minutes * MINUTE, bootMs: BOOT };
    this.log.begin(start);
    if (exitCode !== null) this.log.end(start, { endedMs: start.startedMs + 1_500, exitCode, code });
    return this;
  }

  slots(job: JobName, span = { fromMs: NOON - DAY, toMs: this.clock.now() + 1 }): string[] {
    const own = accountOfRuns(this, span).jobs.find(each => each.job === job);
    return (own?.slots ?? []).map(({ verdict, cause }) => (cause === null ? verdict : `${verdict} ${cause}`));
  }

  summary() {
    const made = runsSummary(this);
    return summarySchema.parse(JSON.parse(JSON.stringify(made)));
  }
}

describe('the account of runs', () => {
  const folder = tempFolder();
  const desk = () => new RunDesk(folder());

  it('of a home that nothing was scheduled in has runs and no slots', () => {
    const home = desk().ran('tick', 0).ran('tick', 2, 5, 'BROKER_DOWN').at(60);
    assert.deepEqual(home.slots('tick'), []);
    const { scheduled, jobs } = home.summary();
    assert.equal(scheduled, null);
    assert.deepEqual(
      jobs.map(({ job, last, next, slots }) => [job, last?.says, next, slots]),
      [['tick', 'failed: exit code 5, BROKER_DOWN', null, 0]],
    );
  });

  it('of an empty home is empty', () => {
    assert.deepEqual(desk().summary(), { scheduled: null, jobs: [] });
  });

  it('has a slot for each run that was due since the schedule began, and none from before', () => {
    const home = desk()
      .scheduled({ sinceMs: NOON + MINUTE })
      .ran('tick', 2)
      .ran('tick', 4, null)
      .ran('tick', 6)
      .at(8);
    assert.deepEqual(home.slots('tick'), ['ran', 'cut-off killed', 'ran']);
    assert.deepEqual(home.slots('cycle'), ['missed unknown']);
  });

  it('has no slot from after the end of a schedule, and then nothing comes next', () => {
    const home = desk()
      .scheduled({ endedMs: NOON + 3 * MINUTE })
      .ran('tick', 0)
      .at(60);
    assert.deepEqual(home.slots('tick'), ['ran', 'missed unknown']);
    const { scheduled, jobs } = home.summary();
    assert.equal(scheduled, null);
    assert.ok(jobs.length > 0 && jobs.every(({ next }) => next === null));
  });

  it('has no slot from before the oldest day of which runs are kept, but for the last week', () => {
    const home = desk()
      .scheduled({ sinceMs: NOON - 40 * DAY })
      .at(0);
    const tenDaysAgo = -10 * 24 * 60;
    home.ran('tick', tenDaysAgo);
    const all = { fromMs: NOON - 40 * DAY, toMs: NOON };
    assert.equal(home.slots('tick', all).length, 10.5 * 720);
    rmSync(home.log.fileOf(NOON + tenDaysAgo * MINUTE));
    assert.equal(home.slots('tick', all).length, 7 * 720);
  });

  it('takes a run with a living process for running, also one of another job that is no child of this one', () => {
    const home = desk().scheduled().at(4);
    home.log.begin({ job: 'cycle', pid: process.pid, startedMs: NOON, bootMs: BOOT });
    assert.deepEqual(home.slots('cycle'), ['running']);
    assert.equal(home.summary().jobs.find(({ job }) => job === 'cycle')?.last?.outcome, 'running');
    home.at(2 * 24 * 60);
    assert.equal(home.slots('cycle', { fromMs: NOON, toMs: NOON + 1 })[0], 'cut-off killed');
  });

  it('does not take a run that was told another moment for one of a machine that was off', () => {
    const home = desk().scheduled().ran('tick', 0).at(8);
    home.log.begin({ job: 'tick', pid: DEAD, startedMs: NOON + 7 * MINUTE, bootMs: NOON + 60 * DAY });
    assert.deepEqual(home.slots('tick').slice(1, 3), ['missed unknown', 'missed unknown']);
  });

  it('reads over a note that is none', () => {
    const home = desk().scheduled().at(10);
    writeFileSync(home.paths.scheduleNote, '{"by":"cron"');
    assert.equal(home.summary().scheduled, null);
  });

  it('tells what is next, how often, and the last run of a week, one that the lock turned away aside', () => {
    const home = desk()
      .scheduled()
      .ran('backup', -3 * 24 * 60)
      .ran('tick', 0)
      .ran('tick', 1, 75, 'BUSY')
      .at(5);
    const { jobs } = home.summary();
    const at = (job: JobName) => jobs.find(each => each.job === job);
    assert.deepEqual([at('tick')?.next, at('tick')?.everyMs], ['2026-09-22T12:06:00.000Z', 120_000]);
    assert.deepEqual(
      [at('cycle')?.next, at('report')?.next],
      [...['2026-09-22T12:06:00.000Z', '2026-09-23T04:10:00.000Z']],
    );
    assert.equal(at('tick')?.last?.startedAt, '2026-09-22T12:00:00.000Z');
    assert.equal(at('backup')?.last?.startedAt, '2026-09-19T12:00:00.000Z');
  });

  it('is made anew when a run was noted, and each minute', () => {
    const home = desk().scheduled().ran('tick', 0).at(2);
    const before = runsSummary(home);
    assert.equal(runsSummary(home), before);
    home.ran('tick', 2);
    assert.notEqual(runsSummary(home), before);
    const noted = runsSummary(home);
    assert.notEqual(runsSummary(home.at(3)), noted);
  });

  it('adds up what was not done by why, and tells it slot by slot', () => {
    const home = desk().scheduled().at(20);
    for (const minutes of [0, 2, 10, 14]) home.ran('tick', minutes);
    home.ran('tick', 12, 5, 'BROKER_DOWN');
    const tick = home.summary().jobs.find(({ job }) => job === 'tick');
    assert.deepEqual(
      tick?.troubles.map(({ slots, says }) => [slots, says]),
      [
        [5, 'for no known reason'],
        [1, 'failed: exit code 5, BROKER_DOWN'],
      ],
    );
    assert.equal(tick?.longestGapMs, 6 * MINUTE);
    const question = { job: 'tick', fromMs: NOON, toMs: NOON + 20 * MINUTE, missed: true } as const;
    const report = runsReport(home, question);
    schema.parse(JSON.parse(JSON.stringify(report)));
    assert.deepEqual(
      report.jobs[0]?.spans.map(({ from, to, slots, says }) => [
        from.slice(11, 16),
        to.slice(11, 16),
        slots,
        says,
      ]),
      [
        ['12:04', '12:10', 3, 'for no known reason'],
        ['12:12', '12:14', 1, 'failed: exit code 5, BROKER_DOWN'],
        ['12:16', '12:20', 2, 'for no known reason'],
      ],
    );
    assert.deepEqual(
      report.runs.map(({ outcome }) => outcome),
      ['failed'],
    );
    assert.equal(runsReport(home, { ...question, missed: false }).runs.length, 5);
  });
});

describe('health and metrics', () => {
  const folder = tempFolder();
  let desk: QueryDesk;
  let runs: RunDesk;
  beforeEach(() => {
    desk = new QueryDesk(join(folder(), 'home'));
    runs = new RunDesk(desk.paths.root);
    desk.clock.advance(NOON + 60 * MINUTE - desk.clock.now());
  });
  afterEach(() => desk.close());

  const check = async (wanted: string) => {
    const home = await desk.home();
    const checks = await healthChecks(home, { state: null, trouble: null, records: 0 });
    return checks.find(({ id }) => id === wanted);
  };

  it('say that nothing starts the hive by itself, and how to change that', async () => {
    assert.deepEqual(await check('runs'), {
      ...{ id: 'runs', title: 'Runs', state: 'info', says: 'Nothing starts the hive by itself.' },
      todo: 'Let it run by itself: hive schedule install',
    });
  });

  it('warn of a last run that failed, and of many slots without one, and note a few', async () => {
    runs.scheduled({ cycleMinutes: 60 }).ran('cycle', 0);
    for (let minutes = 0; minutes < 60; minutes += 2) if (minutes !== 30) runs.ran('tick', minutes);
    assert.deepEqual(
      (await check('runs'))?.says,
      'Missed or failed in the last 24 hours: tick 1 of 30 slots.',
    );
    assert.equal((await check('runs'))?.state, 'info');
    runs.scheduled({ sinceMs: NOON - 60 * MINUTE, cycleMinutes: 60 });
    assert.equal((await check('runs'))?.state, 'warning');
    runs.ran('tick', 59, 5, 'BROKER_DOWN');
    assert.deepEqual(await check('runs'), {
      ...{ id: 'runs', title: 'Runs', state: 'warning', todo: 'See its runs: hive runs --job tick' },
      says: 'The last run of tick, at 2026-09-22 12:59Z: failed: exit code 5, BROKER_DOWN.',
    });
  });

  it('go by the rhythm that is installed, else by that of the settings', async () => {
    const home = await desk.home();
    assert.deepEqual(rhythmOf(home), { tickEveryMs: 2 * MINUTE, cycleEveryMs: 3 * MINUTE });
    runs.scheduled({ tickMinutes: 5, cycleMinutes: 15 });
    assert.deepEqual(rhythmOf(home), { tickEveryMs: 5 * MINUTE, cycleEveryMs: 15 * MINUTE });
  });

  it('have gauges of the last 24 hours, and of the last run and the next, in seconds', async () => {
    runs.scheduled().ran('tick', 0).ran('tick', 2, null);
    const text = await desk.app.metrics({ version: '0' });
    for (const line of [
      '# TYPE hive_missed_slots gauge',
      'hive_missed_slots{job="tick",reason="unknown"} 28',
      'hive_missed_slots{job="tick",reason="machine-off"} 0',
      'hive_job_slots{job="tick",verdict="ran"} 1',
      'hive_job_slots{job="tick",verdict="cut-off"} 1',
      `hive_job_last_run_timestamp_seconds{job="tick"} ${NOON / 1_000 + 120}`,
      'hive_job_last_exit_code{job="tick"} 137',
      `hive_next_run_timestamp_seconds{job="tick"} ${NOON / 1_000 + 62 * 60}`,
    ])
      assert.ok(text.split('\n').includes(line), `${line} is not in\n${text}`);
  });

  it('give a run that is going no exit code', () => {
    const [run] = runs
      .ran('tick', 0)
      .at(60)
      .summary()
      .jobs.map(({ last }) => last);
    assert.equal(exitCodeOf({ ...run!, outcome: 'running', exitCode: null }), null);
  });
});
