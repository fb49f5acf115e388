import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  distinctMoments,
  newestRows,
  purgedSplits,
  type Split,
  type TimeSpan,
  walkForward,
} from '../../../src/lib/learning/split.ts';

const spansOf = (count: number, life: number): TimeSpan[] =>
  Array.from({ length: count }, (_, from) => ({ from, to: from + life }));

const trainSets = (splits: readonly Split[]) => splits.map(split => [...split.train]);

describe('purgedSplits', () => {
  // skfolio, CombinatorialPurgedCV, tests of split with 12 rows, 3 folds, 2 test folds.
  it("gives skfolio's training rows for a purge of one", () => {
    const splits = purgedSplits(spansOf(12, 1), { folds: 3, testFolds: 2, embargo: 0 });
    assert.deepEqual(trainSets(splits), [
      [9, 10, 11],
      [5, 6],
      [0, 1, 2],
    ]);
  });

  it("gives skfolio's training rows for an embargo of one", () => {
    const splits = purgedSplits(spansOf(12, 0), { folds: 3, testFolds: 2, embargo: 1 });
    assert.deepEqual(trainSets(splits), [
      [9, 10, 11],
      [5, 6, 7],
      [0, 1, 2, 3],
    ]);
  });

  it('makes as many splits as there are ways to choose the test blocks', () => {
    const splits = (folds: number, testFolds: number) =>
      purgedSplits(spansOf(20, 1), { folds, testFolds, embargo: 0 }).length;
    assert.deepEqual([splits(6, 2), splits(10, 2), splits(10, 8)], [15, 45, 45]);
  });

  it('cuts K-fold blocks as equal as they can be', () => {
    const sizes = purgedSplits(spansOf(13, 1), { folds: 5, embargo: 0 }).map(split => split.test.length);
    assert.deepEqual(sizes, [3, 3, 3, 2, 2]);
  });

  const row = fc.tuple(fc.nat(40), fc.nat(8)).map(([from, life]) => ({ from, to: from + life }));
  const rows = fc.array(row, { minLength: 6, maxLength: 60 });
  const shape = fc.record({
    folds: fc.integer({ min: 2, max: 6 }),
    testFolds: fc.integer({ min: 1, max: 2 }),
    embargo: fc.nat(10),
  });

  it('lets no training label touch the stretch a test label lives in', () => {
    fc.assert(
      fc.property(rows, shape, (spans, options) => {
        for (const { train, test } of purgedSplits(spans, options)) {
          for (const a of train.map(i => spans[i]!)) {
            for (const b of test.map(i => spans[i]!)) assert.ok(a.to < b.from || b.to < a.from);
          }
        }
      }),
    );
  });

  it('keeps the embargo free, keeps moments whole, and tests every row once in K-fold', () => {
    fc.assert(
      fc.property(rows, shape, (spans, { folds, embargo }) => {
        const moments = distinctMoments(spans);
        const splits = purgedSplits(spans, { folds, embargo });
        const tested = splits.flatMap(split => split.test).sort((a, b) => a - b);
        assert.deepEqual(tested, [...spans.keys()]);
        for (const { train, test } of splits) {
          const lastTest = moments.indexOf(Math.max(...test.map(i => spans[i]!.from)));
          const closed = moments.slice(lastTest + 1, lastTest + 1 + embargo);
          assert.ok(train.every(i => !closed.includes(spans[i]!.from)));
          const testMoments = new Set(test.map(i => spans[i]!.from));
          assert.equal(test.length, spans.filter(span => testMoments.has(span.from)).length);
        }
      }),
    );
  });
});

describe('walkForward', () => {
  it('trains on the labels that ended before each block', () => {
    // Window 8, horizon 3, blocks of 4: decisions at 11 and 15 of 19 positions, worked out by hand.
    const folds = walkForward(19, { window: 8, gap: 3, block: 4, folds: 2 });
    assert.deepEqual(folds, [
      { train: { from: 0, to: 8 }, test: { from: 11, to: 15 } },
      { train: { from: 4, to: 12 }, test: { from: 15, to: 19 } },
    ]);
  });

  it('leaves out folds that would have nothing to train on', () => {
    assert.equal(walkForward(19, { window: 8, gap: 3, block: 4, folds: 9 }).length, 3);
  });
});

describe('newestRows', () => {
  const samples = [1, 1, 2, 2, 2, 3, 3].map((atMs, row) => ({ atMs, row }));
  const rows = (limit: number) => newestRows(samples, limit).map(sample => sample.row);

  it('takes whole moments only, never more than asked for', () => {
    assert.deepEqual(rows(7), [0, 1, 2, 3, 4, 5, 6]);
    assert.deepEqual(rows(6), [2, 3, 4, 5, 6]);
    assert.deepEqual(rows(4), [5, 6]);
    assert.deepEqual(rows(2), [5, 6]);
  });

  it('takes the newest moment even when it alone is more', () => {
    assert.deepEqual(rows(1), [5, 6]);
  });
});
