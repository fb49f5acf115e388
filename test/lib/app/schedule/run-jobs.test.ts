import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startChild } from '../../../../src/lib/app/schedule/child.ts';
import { JobRunner, type TimedJob } from '../../../../src/lib/app/schedule/job-runner.ts';
import { JobTimer } from '../../../../src/lib/app/schedule/job-timer.ts';
import { keepRunning } from '../../../../src/lib/app/schedule/keep-running.ts';
import { runJobs } from '../../../../src/lib/app/schedule/run-jobs.ts';
import { systemClock } from '../../../../src/lib/app/system-clock.ts';
import { HOUR_MS } from '../../../../src/lib/core/interval.ts';
import type { JobName } from '../../../../src/lib/core/job.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const EVERY_SECOND = { expression: '* * * * * *', timeZone: 'UTC' };
const BANNER = 'ran';

describe('hive schedule run', () => {
  const folder = tempFolder();
  const said: string[] = [];
  const warned: string[] = [];
  const log = () => join(folder(), 'log');
  const lines = (): string[] => (existsSync(log()) ? readFileSync(log(), 'utf8').trim().split('\n') : []);
  const tools = {
    clock: systemClock,
    start: startChild,
    say: (line: string) => void said.push(line),
    warn: (line: string) => void warned.push(line),
  };

  beforeEach(() => {
    said.length = 0;
    warned.length = 0;
  });

  /** A shell that notes its begin, does `work`, and notes its end. */
  const scripted = (job: JobName, work: string): TimedJob => ({
    ...EVERY_SECOND,
    job,
    command: ['/bin/sh', '-c', `echo ${BANNER} >> '${log()}'; ${work}`],
  });

  const running = (jobs: readonly TimedJob[], service: string | null = null) => {
    const [stop, kill] = [new AbortController(), new AbortController()];
    const ended = runJobs({
      ...tools,
      jobs,
      service: service === null ? null : { name: 'serve', command: ['/bin/sh', '-c', service] },
      stop: stop.signal,
      kill: kill.signal,
    });
    return { ended, stop: () => stop.abort(), kill: () => kill.abort() };
  };

  const until = async (isSo: () => boolean) => {
    for (let left = 400; !isSo() && left > 0; left--) await sleep(20);
    assert.ok(isSo(), `${said.join()} | ${warned.join()}`);
  };

  it('starts a job at each of its moments and says how each run ended', async () => {
    const run = running([scripted('cycle', 'true')]);
    await until(() => said.length >= 2);
    run.stop();
    await run.ended;
    const count = lines().length;
    assert.match(said[0]!, /^cycle of \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z: done after \d\.\d s\.$/);
    assert.equal(new Set(said).size, said.length);
    await sleep(1_100);
    assert.deepEqual([lines().length, warned], [count, []]);
  });

  it('says which run failed, and goes on', async () => {
    const run = running([scripted('tick', 'exit 5')]);
    await until(() => warned.length >= 2);
    run.stop();
    await run.ended;
    assert.match(warned[0]!, /^tick of \S+: exit code 5 after/);
    assert.deepEqual(said, []);
  });

  it('never runs one job twice at once: a moment at which it still runs is left out, and said', async () => {
    const run = running([scripted('tick', 'sleep 2.5')]);
    await until(() => warned.length >= 2);
    assert.deepEqual(lines(), [BANNER]);
    assert.match(warned[0]!, /^tick of \S+: left out, since the run before it has not ended\.$/);
    run.stop();
    await run.ended;
  });

  it('lets what runs finish after the first signal, and kills it after the second', async () => {
    const patient = running([scripted('tick', `sleep 0.6; echo end >> '${log()}'`)]);
    await until(() => lines().length === 1);
    patient.stop();
    await patient.ended;
    assert.deepEqual(lines(), [BANNER, 'end']);
    assert.match(said[0]!, /^Stopping: tick may finish, for 110 s/);
    const hasty = running([scripted('cycle', `sleep 30; echo late >> '${log()}'`)]);
    await until(() => lines().length === 3);
    const startedMs = systemClock.monotonic();
    hasty.stop();
    await sleep(50);
    hasty.kill();
    await hasty.ended;
    assert.ok(systemClock.monotonic() - startedMs < 5_000);
    assert.match(warned.join(), /cycle of \S+: ended by SIGKILL/);
    assert.equal(lines().includes('late'), false);
  });

  it('goes on when a program cannot be started', async () => {
    const run = running([{ ...EVERY_SECOND, job: 'tick', command: [join(folder(), 'none')] }]);
    await until(() => warned.length >= 1);
    run.stop();
    await run.ended;
    assert.match(warned[0]!, /could not be started \(.*ENOENT/);
  });

  it('starts a service again when it ends, after longer and longer waits, and ends it with itself', async () => {
    const run = running([], `echo ${BANNER} >> '${log()}'; exit 3`);
    await until(() => lines().length >= 2);
    assert.match(warned[0]!, /^serve: exit code 3; it is started again in 1 s\.$/);
    await until(() => warned.length >= 2);
    assert.match(warned[1]!, /started again in 2 s/);
    run.stop();
    await run.ended;
    const stop = new AbortController();
    const kept = keepRunning(
      { name: 'serve', command: ['/bin/sh', '-c', 'exec sleep 60'] },
      tools,
      stop.signal,
    );
    await sleep(100);
    stop.abort();
    await kept;
  });

  it('leaves out a tick that would come late, as after a sleep of the machine, and makes up for a cycle', async () => {
    const nowMs = systemClock.now();
    const [tick, cycle] = (['tick', 'cycle'] as const).map(
      job => new JobRunner(scripted(job, 'true'), tools),
    );
    tick!.due(nowMs - 31_000);
    assert.match(warned[0]!, /left out, since it would be 31\.\d s late; missed ticks are not made up for/);
    assert.equal(tick!.isRunning, false);
    cycle!.due(nowMs - 8 * HOUR_MS);
    await cycle!.running;
    tick!.due(nowMs - 5_000);
    await tick!.running;
    assert.deepEqual([lines().length, warned.length], [2, 1]);
  });

  it('rings once for what was missed, and follows a clock that was set back', () => {
    const SLOT = 120_000;
    // A day ahead, so that no moment of it comes while the test runs.
    const startMs = Math.floor(systemClock.now() / SLOT) * SLOT + 24 * HOUR_MS;
    let nowMs = startMs + 30_000;
    const rung: number[] = [];
    const timer = new JobTimer({
      rhythm: { expression: '*/2 * * * *', timeZone: 'UTC' },
      clock: { now: () => nowMs, monotonic: () => 0 },
      onDue: dueMs => rung.push(dueMs - startMs),
    });
    try {
      timer.check();
      assert.deepEqual([timer.dueMs - startMs, rung], [SLOT, []]);
      nowMs += 8 * HOUR_MS;
      timer.check();
      timer.check();
      assert.deepEqual([timer.dueMs - startMs, rung], [8 * HOUR_MS + SLOT, [SLOT]]);
      nowMs -= HOUR_MS;
      timer.check();
      assert.deepEqual([timer.dueMs - startMs, rung], [7 * HOUR_MS + SLOT, [SLOT]]);
    } finally {
      timer.stop();
    }
  });

  it('keeps Ctrl-C of a terminal from its children: they lead groups of their own', async () => {
    const child = startChild(['/bin/sh', '-c', `ps -o pid=,pgid= -p $$ > '${log()}'`]);
    await child.ended;
    const [pid, group] = lines()[0]!.trim().split(/\s+/);
    assert.equal(pid, group);
    const asleep = startChild(['/bin/sh', '-c', 'sleep 30 & sleep 30']);
    asleep.kill('SIGKILL');
    assert.equal((await asleep.ended).signal, 'SIGKILL');
    asleep.kill('SIGKILL');
  });
});
