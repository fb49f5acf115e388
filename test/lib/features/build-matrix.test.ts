import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sliceSeries } from '../../../src/lib/core/bar-series.ts';
import { DAY_MS } from '../../../src/lib/core/interval.ts';
import { buildMatrix, featuresAt } from '../../../src/lib/features/build-matrix.ts';
import { FEATURE_SET } from '../../../src/lib/features/feature-set.ts';
import { randomWalk, seriesOfCloses, withHole } from '../../support/walks.ts';

const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe('buildMatrix', () => {
  it('has a row for each bar from the warm-up on, with the close time of the bar', () => {
    const matrix = buildMatrix(randomWalk(1, 100));
    assert.equal(matrix.rows, 41);
    assert.deepEqual(
      Array.from(matrix.index),
      Array.from({ length: 41 }, (_, row) => 59 + row),
    );
    assert.deepEqual([matrix.closeMs[0], matrix.closeMs[40]], [60 * DAY_MS, 100 * DAY_MS]);
    assert.equal(matrix.columns.length, 8);
    assert.ok(matrix.columns.every(column => column.length === 41 && column.every(Number.isFinite)));
  });

  it('leaves out every bar that lacks a feature and takes the others as they are', () => {
    const matrix = buildMatrix(withHole(randomWalk(1, 200), 100));
    // Bars 59 to 99, then none until the 60-bar window has left bar 100 behind.
    assert.deepEqual([matrix.rows, matrix.index[40], matrix.index[41]], [41 + 40, 99, 160]);
  });

  it('is empty for a series that is too short, empty or flat', () => {
    const flat = seriesOfCloses(new Array(200).fill(100));
    for (const series of [randomWalk(1, 59), randomWalk(1, 0), flat]) {
      const matrix = buildMatrix(series);
      assert.deepEqual([matrix.rows, matrix.columns.length, matrix.columns[0]?.length], [0, 8, 0]);
    }
  });

  it('keeps its rows bit for bit when bars are appended', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 0, max: 160 }), (seed, end) => {
        const whole = buildMatrix(randomWalk(seed, 160));
        const cut = buildMatrix(sliceSeries(randomWalk(seed, 160), 0, end));
        cut.columns.forEach((column, f) => {
          assert.deepEqual(column, whole.columns[f]!.slice(0, cut.rows));
        });
      }),
      { numRuns: 25 },
    );
  });
});

describe('featuresAt', () => {
  it('gives the row that the matrix has for the last bar', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 60, max: 120 }), (seed, length) => {
        const series = randomWalk(seed, length);
        const matrix = buildMatrix(series);
        const row = matrix.columns.map(column => column[matrix.rows - 1]!);
        assert.deepEqual(featuresAt(series), Float64Array.from(row));
      }),
      { numRuns: 25 },
    );
  });

  it('is null when the last bar lacks a feature', () => {
    assert.equal(featuresAt(randomWalk(1, 0)), null);
    assert.equal(featuresAt(randomWalk(1, FEATURE_SET.warmUpBars)), null);
    assert.equal(featuresAt(withHole(randomWalk(1, 100), 99)), null);
  });
});
