import assert from 'node:assert/strict';
import fc from 'fast-check';
import { equityView, keptRows } from '../../../../src/lib/app/queries/equity-points.ts';
import type { JournalView } from '../../../../src/lib/app/watch/journal-view.ts';

const START = Date.UTC(2026, 8, 22);

const journalOf = (main: readonly number[]): JournalView =>
  ({
    state: null,
    equity: {
      atMs: main.map((_, row) => START + row * 120_000),
      main,
      control: main.map(() => 100),
      length: main.length,
    },
  }) as unknown as JournalView;

describe('keptRows', () => {
  const values = fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 400 });
  const points = fc.integer({ min: 4, max: 100 });

  it('keeps the lowest and the highest value, the first and the last row, in order and no more than asked for', () => {
    fc.assert(
      fc.property(values, points, (all, most) => {
        const rows = keptRows(all, { first: 0, end: all.length, points: most });
        const kept = rows.map(row => all[row]!);
        assert.ok(rows.length <= Math.max(2, most));
        assert.deepEqual([rows[0], rows.at(-1)], [0, all.length - 1]);
        assert.deepEqual(
          rows,
          [...new Set(rows)].sort((a, b) => a - b),
        );
        assert.equal(Math.min(...kept), Math.min(...all));
        assert.equal(Math.max(...kept), Math.max(...all));
      }),
    );
  });

  it('keeps the extremes of every bucket', () => {
    const all = [5, 1, 9, 5, 2, 8, 5, 3, 7, 5];
    assert.deepEqual(keptRows(all, { first: 0, end: 10, points: 6 }), [0, 1, 2, 5, 7, 9]);
  });

  it('keeps all rows where there are few', () => {
    assert.deepEqual(keptRows([1, 2, 3], { first: 1, end: 3, points: 10 }), [1, 2]);
    assert.deepEqual(keptRows([], { first: 0, end: 0, points: 10 }), []);
  });
});

describe('equityView', () => {
  it('says what a period came to, whatever is left out of its points', () => {
    const view = equityView(journalOf([100, 120, 90, 110, 105]), { points: 2 });
    assert.deepEqual(
      view.points.map(([, equity]) => equity),
      [100, 105],
    );
    assert.deepEqual([view.ticks, view.change, view.controlChange, view.maxDrawdown], [5, 5, 0, 0.25]);
    assert.deepEqual([view.from, view.to], ['2026-09-22T00:00:00.000Z', '2026-09-22T00:08:00.000Z']);
  });

  it('takes the beginning of a period in and its end out', () => {
    const period = { fromMs: START + 120_000, toMs: START + 360_000, points: 10 };
    const view = equityView(journalOf([100, 120, 90, 110]), period);
    assert.deepEqual(
      view.points.map(([atMs, equity]) => [atMs - START, equity]),
      [
        [120_000, 120],
        [240_000, 90],
      ],
    );
  });

  it('knows nothing of a period without ticks', () => {
    const view = equityView(journalOf([100]), { fromMs: START + 1, points: 10 });
    assert.deepEqual(
      [view.from, view.ticks, view.points, view.change, view.maxDrawdown],
      [null, 0, [], null, null],
    );
  });
});
