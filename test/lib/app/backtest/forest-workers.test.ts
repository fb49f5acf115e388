import assert from 'node:assert/strict';
import { calibratedRows, type ForecastJob } from '../../../../src/lib/app/backtest/forest-workers.ts';
import { DAY_MS } from '../../../../src/lib/core/interval.ts';
import { forestLearner } from '../../../../src/lib/learning/forest/learner.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { makeSamples } from '../../../support/sample-makers.ts';
import { poolOf } from '../../../support/sample-pools.ts';

/** Fifteen models that predict ten days each. */
function job(): ForecastJob {
  const samples = makeSamples({ days: 300, seed: 1, chance: row => (row[0]! > 0 ? 0.8 : 0.2) });
  return {
    pool: poolOf(samples),
    tasks: Array.from({ length: 15 }, (_, i) => 150 + 10 * i).map(day => ({
      atMs: day * DAY_MS,
      from: day,
      to: day + 10,
    })),
    options: {
      learner: forestLearner,
      settings: { trees: 5, bins: 32, mtry: 3, minLeaf: 10, maxDepth: 3 },
      seed: 3,
      horizon: 1,
      window: 130,
      maxModelAgeMs: 30 * DAY_MS,
    },
  };
}

describe('calibratedRows', () => {
  it('gives the same numbers whatever the number of threads', async () => {
    const work = job();
    const [one, two] = await Promise.all([1, 2].map(workers => calibratedRows(work, { workers })));
    assert.ok(one!.subarray(0, 150).every(Number.isNaN) && one!.subarray(150).every(Number.isFinite));
    assert.ok(new Set(one!.subarray(150)).size > 50);
    assert.deepEqual(two, one);
  });

  it('tells of every task that is done', async () => {
    for (const workers of [1, 2]) {
      const told: (readonly [number, number])[] = [];
      await calibratedRows(job(), { workers, onProgress: (done, total) => told.push([done, total]) });
      assert.deepEqual(
        told,
        Array.from({ length: 15 }, (_, i) => [i + 1, 15]),
      );
    }
  });

  it('passes on what goes wrong in a thread as what it is', async () => {
    for (const workers of [1, 2]) {
      const broken = job();
      // Of a day that is trained on and not predicted.
      broken.pool.features[8 * 140] = Number.NaN;
      await assert.rejects(
        calibratedRows(broken, { workers }),
        hiveError('TRAINING_SET_INVALID', /feature 0/),
      );
      // Of a day that is predicted only: a bug, not a sentence for a person.
      const whole = job();
      const bug = { ...whole, tasks: whole.tasks.filter(({ from }) => from <= 200) };
      bug.pool.features[8 * 200] = Number.NaN;
      await assert.rejects(calibratedRows(bug, { workers }), RangeError);
    }
  });

  it('stops when it is told to', async () => {
    for (const workers of [1, 2]) {
      const stop = new AbortController();
      let done = 0;
      const work = calibratedRows(job(), {
        workers,
        signal: stop.signal,
        onProgress: () => {
          done += 1;
          if (done === 2) stop.abort(new Error('enough'));
        },
      });
      await assert.rejects(work, /enough/);
      assert.ok(done < 15, `${done}`);
      await assert.rejects(calibratedRows(job(), { workers, signal: stop.signal }), /enough/);
    }
  });

  it('works in this thread with a learner that no other one can find', async () => {
    let fits = 0;
    const own = {
      ...forestLearner,
      id: 'my-own',
      fit: (...given: Parameters<typeof forestLearner.fit>) => {
        fits += 1;
        return forestLearner.fit(...given);
      },
    };
    const work = job();
    const found = await calibratedRows(
      { ...work, options: { ...work.options, learner: own } },
      { workers: 2 },
    );
    assert.equal(fits, 15 * 6);
    assert.deepEqual(found, await calibratedRows(work, { workers: 1 }));
  });
});
