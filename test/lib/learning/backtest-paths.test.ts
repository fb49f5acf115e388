import assert from 'node:assert/strict';
import fc from 'fast-check';
import { backtestPaths, testedBlocks } from '../../../src/lib/learning/backtest-paths.ts';
import { purgedSplits } from '../../../src/lib/learning/split.ts';

describe('backtestPaths', () => {
  it('puts splits together as skfolio does', () => {
    // skfolio 1.12.2, CombinatorialPurgedCV(n_folds=6, n_test_folds=2).recombined_paths.
    assert.deepEqual(backtestPaths(testedBlocks(6, 2), 6), [
      [0, 0, 1, 2, 3, 4],
      [1, 5, 5, 6, 7, 8],
      [2, 6, 9, 9, 10, 11],
      [3, 7, 10, 12, 12, 13],
      [4, 8, 11, 13, 14, 14],
    ]);
  });

  it('makes the numbers of splits and paths that skfolio makes', () => {
    const shapes = [
      [6, 2],
      [10, 2],
      [10, 8],
    ] as const;
    const found = shapes.map(([folds, size]) => {
      const splits = testedBlocks(folds, size);
      return [splits.length, backtestPaths(splits, folds).length];
    });
    assert.deepEqual(found, [
      [15, 5],
      [45, 9],
      [45, 36],
    ]);
  });

  it('tests in each split the blocks that purged splits test', () => {
    const spans = Array.from({ length: 12 }, (_, from) => ({ from, to: from }));
    const splits = purgedSplits(spans, { folds: 6, testFolds: 2, embargo: 0 });
    assert.deepEqual(
      splits.map(split => [...new Set(split.test.map(row => Math.floor(row / 2)))]),
      testedBlocks(6, 2),
    );
  });

  it('takes every tested block of every split exactly once', () => {
    const shape = fc
      .integer({ min: 2, max: 8 })
      .chain(folds => fc.tuple(fc.constant(folds), fc.integer({ min: 1, max: folds })));
    fc.assert(
      fc.property(shape, ([folds, size]) => {
        const splits = testedBlocks(folds, size);
        const taken = backtestPaths(splits, folds).flatMap(path =>
          path.map((split, block) => `${split}/${block}`),
        );
        const tested = splits.flatMap((blocks, split) => blocks.map(block => `${split}/${block}`));
        assert.deepEqual(taken.sort(), tested.sort());
      }),
    );
  });
});
