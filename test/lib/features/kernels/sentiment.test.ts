import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sentiment } from '../../../../src/lib/features/kernels/sentiment.ts';
import { seriesOfCloses } from '../../../support/walks.ts';

const mood = sentiment({ mean: 5, volatility: 20 });
const compound = (growth: number) => Array.from({ length: 40 }, (_, bar) => 100 * (1 + growth) ** bar);

describe('sentiment', () => {
  it('has no value when returns do not vary: flat, or growing at one rate', () => {
    for (const growth of [0, 0.01, -0.03]) {
      assert.ok(mood.batch(seriesOfCloses(compound(growth))).every(Number.isNaN), `growth ${growth}`);
    }
  });

  it('stays inside (-1, 1), however steady the trend', () => {
    fc.assert(
      fc.property(fc.double({ min: -0.05, max: 0.05, noNaN: true }), fc.nat(39), (growth, at) => {
        const closes = compound(growth);
        closes[at]! *= 1.000001;
        const values = mood.batch(seriesOfCloses(closes)).filter(Number.isFinite);
        assert.ok(values.every(value => Math.abs(value) < 1));
      }),
    );
  });
});
