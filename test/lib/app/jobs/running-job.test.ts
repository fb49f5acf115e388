import assert from 'node:assert/strict';
import { existsSync, mkdirSync } from 'node:fs';
import { homePaths } from '../../../../src/lib/app/home.ts';
import { recordRun } from '../../../../src/lib/app/jobs/record-run.ts';
import { beginJob, type Follower, type JobHome } from '../../../../src/lib/app/jobs/running-job.ts';
import { dataError } from '../../../../src/lib/core/errors.ts';
import { RunLog } from '../../../../src/lib/store/files/run-log.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const END = { exitCode: 5, code: 'BROKER_DOWN', message: 'It is down.', warnings: [], facts: { slot: 3 } };

const folder = tempFolder();

function home(told: string[] = []): JobHome {
  let ticks = 0;
  return {
    paths: homePaths(folder()),
    config: null,
    clock: { now: () => 1_000, monotonic: () => 40 * ticks++ },
    pid: 3,
    bootMs: 7,
    warn: sentence => void told.push(sentence),
  };
}

const START = { job: 'tick', pid: 3, startedMs: 1_000, bootMs: 7 } as const;
const recorded = ({ paths }: JobHome) => new RunLog(paths.runs).between(0, 10_000);

describe('a run of a job', () => {
  it('is recorded from its beginning, so that a killed one is known', async () => {
    const at = home();
    mkdirSync(at.paths.state);
    const running = await beginJob('tick', at, [recordRun]);
    assert.deepEqual(recorded(at), [{ ...START, end: null }]);
    await running.end(END);
    const end = { endedMs: 1_040, exitCode: 5, code: 'BROKER_DOWN' };
    assert.deepEqual(recorded(at), [{ ...START, end }]);
  });

  it('leaves no trace in a home that nothing has worked in', async () => {
    const at = home();
    await (await beginJob('tick', at, [recordRun])).end(END);
    assert.equal(existsSync(at.paths.logs), false);
  });

  it('is recorded as a whole at its end when it made the home', async () => {
    const at = home();
    const running = await beginJob('tick', at, [recordRun]);
    mkdirSync(at.paths.state);
    await running.end(END);
    assert.equal(recorded(at)[0]?.end?.exitCode, 5);
  });

  it('says nothing of what the job itself runs into', async () => {
    const told: string[] = [];
    const full: Follower = async () => {
      throw dataError({ code: 'DISK_FULL', message: 'It is full.', next: 'Free some.' });
    };
    await (await beginJob('tick', home(told), [full])).end(END);
    assert.deepEqual(told, []);
  });

  it('tells every follower, in order, with all that is known of the end', async () => {
    const heard: unknown[] = [];
    const follower =
      (name: string): Follower =>
      async (_, start) => {
        heard.push([name, start]);
        return async end => void heard.push([name, end]);
      };
    const running = await beginJob('cycle', home(), [follower('one'), follower('two')]);
    await running.end(END);
    const start = { ...START, job: 'cycle' };
    const end = { ...END, endedMs: 1_040 };
    assert.deepEqual(heard, [
      ['one', start],
      ['two', start],
      ['one', end],
      ['two', end],
    ]);
  });

  it('goes on whatever a follower throws, and warns', async () => {
    const told: string[] = [];
    const bad: Follower = async () => {
      throw new Error('no room');
    };
    const late: Follower = async () => async () => {
      throw new Error('no network');
    };
    const at = home(told);
    mkdirSync(at.paths.state);
    const running = await beginJob('tick', at, [bad, late, recordRun]);
    await running.end(END);
    assert.deepEqual(told, ['What follows a job failed: no room', 'What follows a job failed: no network']);
    assert.equal(recorded(at)[0]?.end?.exitCode, 5);
  });
});
