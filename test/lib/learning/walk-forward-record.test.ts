import assert from 'node:assert/strict';
import { DAY_MS } from '../../../src/lib/core/interval.ts';
import type { MaturedSample } from '../../../src/lib/learning/sample.ts';
import type { Training } from '../../../src/lib/learning/training-plan.ts';
import type { WalkForwardForecast } from '../../../src/lib/learning/walk-forward-forecast.ts';
import { walkForwardRecord } from '../../../src/lib/learning/walk-forward-record.ts';
import { assertClose } from '../../support/approx.ts';
import { makeSamples } from '../../support/sample-makers.ts';
import { poolOf } from '../../support/sample-pools.ts';

const training = (day: number, changes: Partial<Training>): Training => ({
  atMs: day * DAY_MS,
  from: day,
  to: day + 4,
  rows: 80,
  trainedToMs: (day - 1) * DAY_MS,
  refused: null,
  climatology: 0.6,
  breakEven: null,
  ...changes,
});

const refused = { code: 'ONE_CLASS', message: 'All 80 newest crypto bets paid.' } as const;

/** Twelve days, one bet each, all of which pay but that of day 5; the last is still open. */
function forecast(): WalkForwardForecast {
  const samples: MaturedSample[] = makeSamples({ days: 12, seed: 1 }).map((sample, day) => ({
    ...sample,
    label: { ...sample.label, y: day === 5 ? 0 : 1 },
  }));
  const pool = poolOf(samples);
  pool.knownMs[11] = Number.POSITIVE_INFINITY;
  return {
    pool,
    trainings: [
      training(0, { refused, trainedToMs: null, rows: 0 }),
      training(4, { climatology: 0.4 }),
      training(8, { refused, climatology: 0.7 }),
    ],
    speakers: Int32Array.of(-1, 1, 1),
    probability: Float64Array.of(NaN, NaN, NaN, NaN, 0.8, 0.8, 0.8, 0.4, 0.8, 0.8, 0.8, 0.8),
    overconfident: [false, false, false],
  };
}

describe('walkForwardRecord', () => {
  it('scores what is known of the predictions, fold by fold', () => {
    const record = walkForwardRecord([forecast()], 0);
    // Days 4 to 10: days 5 and 7 were called wrongly; the model's base rate of 0.4 calls all but day 5 wrongly.
    assert.deepEqual([record.trainings, record.n], [1, 7]);
    assertClose([record.accuracy!, record.majority!], [5 / 7, 1 / 7]);
    const losses = [0.8, 0.2, 0.8, 0.4, 0.8, 0.8, 0.8].map(given => -Math.log(given));
    assertClose([record.logLoss!], [losses.reduce((a, b) => a + b, 0) / 7]);
    assertClose([record.climatologyLogLoss!], [(-6 * Math.log(0.4) - Math.log(0.6)) / 7]);
    // Wilson's interval of 5 in 7, worked out from the formula of 1927 in Python.
    assertClose([...record.accuracyInterval95!], [0.3589344, 0.9177811], 1e-6);
    assert.deepEqual(
      record.folds.map(({ n, accuracy }) => [n, accuracy]),
      [
        [0, null],
        [4, 0.5],
        [3, 1],
      ],
    );
  });

  it('names the model that spoke, and why there was no new one', () => {
    const days = walkForwardRecord([forecast()], 0).folds.map(fold => ({
      span: [fold.fromMs / DAY_MS, fold.toMs / DAY_MS],
      trainedTo: fold.trainedToMs / DAY_MS,
      rows: fold.trainedRows,
      refused: fold.refused,
    }));
    assert.deepEqual(days, [
      { span: [0, 3], trainedTo: 0, rows: 0, refused: refused.message },
      { span: [4, 7], trainedTo: 3, rows: 80, refused: null },
      { span: [8, 11], trainedTo: 3, rows: 80, refused: refused.message },
    ]);
  });

  it('counts nothing from before the first moment', () => {
    const record = walkForwardRecord([forecast()], 6 * DAY_MS);
    assert.deepEqual([record.n, record.folds.length, record.folds[0]!.n], [5, 2, 2]);
    assert.equal(record.folds[0]!.fromMs, 6 * DAY_MS);
  });

  it('puts the folds of all classes in one order, and their predictions in one score', () => {
    const record = walkForwardRecord([forecast(), forecast()], 0);
    assert.deepEqual([record.n, record.trainings], [14, 2]);
    assert.deepEqual(
      record.folds.map(fold => fold.fromMs / DAY_MS),
      [0, 0, 4, 4, 8, 8],
    );
  });

  it('has no figures without predictions', () => {
    const { accuracy, accuracyInterval95, majority, logLoss, climatologyLogLoss, folds } = walkForwardRecord(
      [],
      0,
    );
    assert.deepEqual(
      [accuracy, accuracyInterval95, majority, logLoss, climatologyLogLoss, folds],
      [null, null, null, null, null, []],
    );
  });
});
