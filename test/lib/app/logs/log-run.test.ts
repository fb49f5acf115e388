import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { homePaths } from '../../../../src/lib/app/home.ts';
import { FOLLOWERS } from '../../../../src/lib/app/jobs/followers.ts';
import { beginJob, type JobHome } from '../../../../src/lib/app/jobs/running-job.ts';
import { homeLogs } from '../../../../src/lib/app/logs/home-logs.ts';
import { logDeed } from '../../../../src/lib/app/logs/log-deed.ts';
import { logRun } from '../../../../src/lib/app/logs/log-run.ts';
import { configSchema } from '../../../../src/lib/config/schema.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const folder = tempFolder();
const NOON = Date.UTC(2026, 10, 22, 12);
const END = { exitCode: 0, code: null, message: null, warnings: [], facts: { slot: 3 } };

function home(level: 'info' | 'debug' | null = 'info', told: string[] = []): JobHome {
  const paths = homePaths(folder());
  mkdirSync(paths.state, { recursive: true });
  let steps = 0;
  return {
    paths,
    config: level === null ? null : configSchema.parse({ logs: { level } }),
    clock: { now: () => NOON, monotonic: () => 40 * steps++ },
    pid: 3,
    bootMs: 7,
    warn: sentence => void told.push(sentence),
  };
}

const read = ({ paths }: JobHome) => homeLogs(paths, { kind: 'hive' }).read(100).lines;

async function run(at: JobHome, end: Partial<Parameters<Awaited<ReturnType<typeof beginJob>>['end']>[0]>) {
  await (await beginJob('tick', at, [logRun])).end({ ...END, ...end });
}

describe('the log of runs of jobs', () => {
  it('has a line for each run, with what became of it', async () => {
    const at = home();
    await run(at, {});
    const [line] = read(at);
    assert.deepEqual(line, {
      time: '2026-11-22T12:00:00.040Z',
      ...{ level: 'info', job: 'tick', event: 'end', message: 'tick done', exitCode: 0, code: null, ms: 40 },
      warnings: [],
      facts: { slot: 3 },
    });
  });

  // docs/exit-codes.md: 6 refused, 7 quality gate, 75 busy and a signal are no faults of the run.
  for (const [exitCode, level] of [
    [0, 'info'],
    [1, 'error'],
    [3, 'error'],
    [4, 'error'],
    [5, 'error'],
    [6, 'warn'],
    [7, 'warn'],
    [75, 'warn'],
    [130, 'warn'],
  ] as const) {
    it(`says ${level} for exit code ${exitCode}`, async () => {
      const at = home();
      await run(at, { exitCode, code: exitCode === 0 ? null : 'WHY' });
      assert.equal(read(at)[0]?.level, level);
    });
  }

  it('says warn for a success with warnings, and keeps them', async () => {
    const at = home();
    await run(at, { warnings: ['The clock is off.'] });
    assert.deepEqual([read(at)[0]?.level, read(at)[0]?.warnings], ['warn', ['The clock is off.']]);
  });

  it('has the beginning too at level debug', async () => {
    const at = home('debug');
    await run(at, {});
    assert.deepEqual(
      read(at).map(({ event }) => event),
      ['begin', 'end'],
    );
  });

  it('is written by the usual settings where the configuration cannot be read', async () => {
    const at = home(null);
    await run(at, { exitCode: 3, code: 'BAD_CONFIG', message: 'mode must be one of them.' });
    assert.equal(read(at)[0]?.message, 'mode must be one of them.');
  });

  it('leaves a home alone that nothing has worked in', async () => {
    const at = home();
    rmSync(at.paths.state, { recursive: true });
    await run(at, {});
    assert.equal(existsSync(at.paths.logs), false);
  });

  it('changes nothing for the job where it cannot be written', async () => {
    const told: string[] = [];
    const at = home('info', told);
    mkdirSync(at.paths.hiveLog, { recursive: true });
    await run(at, {});
    assert.deepEqual(told, []);
  });

  it('is one of those that follow every job', () => {
    assert.ok(FOLLOWERS.includes(logRun));
  });
});

describe('the log of what people do', () => {
  it('says what, why and what came of it', async () => {
    const at = home();
    const deed = { what: 'Trading halted', reason: 'exchange is down' };
    await logDeed(at, deed, END);
    await logDeed(at, deed, { ...END, exitCode: 5, code: 'STILL_SUSPENDED', message: 'It is off.' });
    assert.deepEqual(
      read(at).map(({ level, event, message, code }) => [level, event, message, code]),
      [
        ['info', 'deed', 'Trading halted: exchange is down', null],
        ['error', 'deed', 'Trading halted: exchange is down failed: It is off.', 'STILL_SUSPENDED'],
      ],
    );
    assert.match(readFileSync(at.paths.hiveLog, 'utf8'), /^(?:\{.*\}\n){2}$/);
  });
});
