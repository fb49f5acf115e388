import assert from 'node:assert/strict';
import fc from 'fast-check';
import { planFolds } from '../../../../src/lib/backtest/sweep/folds.ts';

const plan = (days: number, more: Partial<Parameters<typeof planFolds>[1]> = {}) =>
  planFolds(days, { folds: 5, window: 'anchored', inSampleShare: 0.5, ...more });

describe('folds of a walk-forward', () => {
  it('choose on all days before their block when anchored', () => {
    assert.deepEqual(plan(100, { folds: 2 }), [
      { inSample: { from: 0, to: 50 }, outOfSample: { from: 50, to: 75 } },
      { inSample: { from: 0, to: 75 }, outOfSample: { from: 75, to: 100 } },
    ]);
  });

  it('choose on as many days each when rolling', () => {
    assert.deepEqual(plan(100, { folds: 2, window: 'rolling' }), [
      { inSample: { from: 0, to: 50 }, outOfSample: { from: 50, to: 75 } },
      { inSample: { from: 25, to: 75 }, outOfSample: { from: 75, to: 100 } },
    ]);
  });

  it('score every day after the first window once, right after the days they choose on', () => {
    fc.assert(
      fc.property(
        fc.record({
          days: fc.integer({ min: 150, max: 4_000 }),
          folds: fc.integer({ min: 1, max: 12 }),
          window: fc.constantFrom('anchored' as const, 'rolling' as const),
          inSampleShare: fc.double({ min: 0.25, max: 0.6, noNaN: true }),
        }),
        ({ days, ...options }) => {
          const folds = planFolds(days, options);
          assert.equal(folds.length, options.folds);
          let next = Math.round(days * options.inSampleShare);
          for (const { inSample, outOfSample } of folds) {
            assert.equal(inSample.to, outOfSample.from);
            assert.equal(outOfSample.from, next);
            assert.ok(inSample.from >= 0 && inSample.to - inSample.from >= 30);
            next = outOfSample.to;
          }
          assert.equal(next, days);
          const lengths = folds.map(({ outOfSample }) => outOfSample.to - outOfSample.from);
          assert.ok(Math.max(...lengths) - Math.min(...lengths) <= 1);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('are refused where there are too few days, with the ways out', () => {
    assert.throws(() => plan(58), { code: 'TOO_FEW_DAYS', kind: 'data', next: /--folds.*--no-walk-forward/ });
    assert.throws(() => plan(70, { folds: 8 }), { message: /70 days of bars are too few for 8 folds/ });
    assert.equal(plan(60).length, 5);
  });
});
