import assert from 'node:assert/strict';
import { type EndedRun, jobTrouble } from '../../../src/lib/alerts/job-trouble.ts';

const run = (exitCode: number, code: string | null = null): EndedRun => ({
  startedMs: 0,
  end: { exitCode, code },
});
const killed: EndedRun = { startedMs: 0, end: null };

function trouble(before: readonly EndedRun[], exitCode: number, code: string | null = null) {
  return jobTrouble({ job: 'tick', before, exitCode, code, message: 'It is down.' }, 3);
}

describe('the trouble of a job', () => {
  it('is none after a success', () => {
    assert.equal(trouble([run(1), run(1)], 0), null);
  });

  it('begins with the third failure in a row of a kind that may pass by itself', () => {
    assert.equal(trouble([], 5, 'BROKER_DOWN'), null);
    assert.equal(trouble([run(5)], 5, 'BROKER_DOWN'), null);
    assert.equal(trouble([run(5), run(4), run(0), run(5)], 5, 'BROKER_DOWN'), null);
    assert.deepEqual(trouble([run(0), run(5), run(4)], 5, 'BROKER_DOWN'), {
      key: 'job.tick.BROKER_DOWN',
      severity: 'problem',
      says: 'hive trade tick failed 3 times in a row (exit code 5, BROKER_DOWN): It is down.',
      todo: 'See what is wrong: hive doctor',
    });
  });

  it('begins at once with a bug, bad settings, or a job that runs once a day', () => {
    assert.equal(trouble([], 1, 'BUG')?.key, 'job.tick.BUG');
    assert.equal(trouble([], 3, 'BAD_SETTING')?.key, 'job.tick.BAD_SETTING');
    const backup = { job: 'backup', before: [], exitCode: 4, code: null, message: null } as const;
    assert.equal(jobTrouble(backup, 3)?.key, 'job.backup.EXIT_4');
  });

  it('is not about a run that found another one running, was stopped or killed', () => {
    for (const code of [75, 130, 143]) assert.equal(trouble([run(5), run(5)], code), null);
    assert.match(trouble([run(5), run(75), killed, run(143), run(5)], 5)!.says, / 3 times in a row /);
  });

  it('has the key of the check that sees the same', () => {
    assert.equal(trouble([], 6, 'HALTED')?.key, 'halt');
    assert.equal(trouble([], 6, 'NOT_ARMED')?.key, 'arming');
    assert.equal(trouble([run(4), run(4)], 4, 'DISK_FULL')?.key, 'disk');
    assert.equal(trouble([run(4), run(4)], 4, 'JOURNAL_DAMAGED')?.key, 'journal');
  });
});
