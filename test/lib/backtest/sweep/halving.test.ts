import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bestThird, byScore, planRungs } from '../../../../src/lib/backtest/sweep/halving.ts';

describe('successive halving', () => {
  it('runs all points on the newest ninth, a third of them on three times as long', () => {
    assert.deepEqual(planRungs(81, { from: 0, to: 900 }), [
      { points: 81, days: { from: 800, to: 900 } },
      { points: 27, days: { from: 600, to: 900 } },
    ]);
  });

  it('takes fewer rounds when the shortest stretch would be below a month', () => {
    assert.deepEqual(planRungs(81, { from: 100, to: 200 }), [{ points: 81, days: { from: 167, to: 200 } }]);
    assert.deepEqual(planRungs(81, { from: 0, to: 60 }), []);
  });

  it('does not halve so few points that there is nothing to choose from', () => {
    assert.deepEqual(planRungs(26, { from: 0, to: 9_000 }), []);
    assert.equal(planRungs(27, { from: 0, to: 9_000 }).length, 1);
  });

  it('never looks at a day after its stretch, and each round at more days than the one before', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.nat(500),
        fc.integer({ min: 1, max: 5_000 }),
        (points, from, length) => {
          let days = 29;
          for (const rung of planRungs(points, { from, to: from + length })) {
            assert.equal(rung.days.to, from + length);
            const next = rung.days.to - rung.days.from;
            assert.ok(next > days && next < length);
            days = next;
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('keeps the best third, the best of all among them, in their order', () => {
    assert.deepEqual(bestThird([0.1, 0.9, null, 0.5, 0.7, 0.2]), [1, 4]);
    fc.assert(
      fc.property(fc.array(fc.option(fc.double({ noNaN: true })), { minLength: 1 }), scores => {
        const kept = bestThird(scores);
        assert.equal(kept.length, Math.ceil(scores.length / 3));
        assert.deepEqual(
          kept,
          kept.toSorted((a, b) => a - b),
        );
        const worth = (index: number) => scores[index] ?? -Infinity;
        const dropped = scores.map((_, index) => index).filter(index => !kept.includes(index));
        const worst = Math.min(...kept.map(worth));
        assert.ok(dropped.every(index => worth(index) <= worst));
      }),
      { numRuns: 200 },
    );
  });

  it('breaks ties by the order of the points and puts undefined scores last', () => {
    assert.deepEqual(byScore([null, 1, 2, 1, null, 3]), [5, 2, 1, 3, 0, 4]);
  });
});
