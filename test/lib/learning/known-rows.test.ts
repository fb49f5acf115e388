import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DAY_MS } from '../../../src/lib/core/interval.ts';
import { firstRowAt, newestKnown, newestKnownMoment } from '../../../src/lib/learning/known-rows.ts';
import { newestRows } from '../../../src/lib/learning/split.ts';
import { makeSamples } from '../../support/sample-makers.ts';
import { poolOf } from '../../support/sample-pools.ts';

describe('newestKnown', () => {
  it('gives what a filter of all samples would', () => {
    const days = fc.record({
      symbols: fc.constantFrom(['A'], ['A', 'B'], ['A', 'B', 'C']),
      horizon: fc.integer({ min: 1, max: 4 }),
      day: fc.integer({ min: -1, max: 25 }),
      limit: fc.integer({ min: 1, max: 40 }),
    });
    fc.assert(
      fc.property(days, ({ symbols, horizon, day, limit }) => {
        const samples = makeSamples({ days: 20, seed: 1, symbols, horizon });
        const pool = poolOf(samples);
        const known = samples.filter(({ label }) => label.resolvedMs <= day * DAY_MS);
        assert.deepEqual(
          newestKnown(pool, day * DAY_MS, limit).map(row => samples[row]),
          newestRows(known, limit),
        );
        const moments = [...new Set(known.map(({ atMs }) => atMs))].sort((a, b) => b - a);
        const expected = moments[Math.min(limit, moments.length) - 1] ?? null;
        assert.equal(newestKnownMoment(pool, day * DAY_MS, limit), expected);
      }),
    );
  });

  it('leaves out rows that are known later than newer ones', () => {
    const samples = makeSamples({ days: 10, seed: 1 }).map((sample, day) =>
      day === 5 ? { ...sample, label: { ...sample.label, resolvedMs: 9 * DAY_MS } } : sample,
    );
    assert.deepEqual(newestKnown(poolOf(samples), 8 * DAY_MS, 4), [3, 4, 6, 7]);
    assert.deepEqual(newestKnown(poolOf(samples), 9 * DAY_MS, 4), [5, 6, 7, 8]);
  });
});

describe('firstRowAt', () => {
  it('is the first row whose moment is not before', () => {
    const pool = poolOf(makeSamples({ days: 4, seed: 1, symbols: ['A', 'B'] }));
    const found = [-1, 0, 0.5, 1, 3, 3.5].map(day => firstRowAt(pool, day * DAY_MS));
    assert.deepEqual(found, [0, 0, 2, 2, 6, 8]);
  });
});
