import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Indicator } from '../../src/lib/trading/indicators/indicator.ts';
import { randomSeries } from '../support/random-series.ts';

const LENGTH = 300;
const cutsOf = fc.array(fc.integer({ min: 0, max: LENGTH }), { maxLength: 8 });
const seeds = fc.integer({ min: 0, max: 2 ** 31 });

/** Column of an indicator that gets `values` in chunks that end at `cuts`. */
export function inChunks(indicator: Indicator, values: Float64Array, cuts: readonly number[]): Float64Array {
  const out = new Float64Array(values.length);
  const ends = [...cuts, values.length].sort((a, b) => a - b);
  let from = 0;
  for (const to of ends) {
    indicator.advance(values.subarray(from, to), out.subarray(from, to));
    from = to;
  }
  return out;
}

/** What every indicator promises. `deepEqual` on typed arrays compares bit for bit, NaN equal to NaN. */
export function indicatorContract(name: string, make: () => Indicator): void {
  describe(`indicator contract of ${name}`, () => {
    it('has its first number at the stated index, and one at every bar from there on', () => {
      const values = inChunks(make(), randomSeries(LENGTH, 5).close, []);
      assert.ok(values.subarray(0, make().firstIndex).every(Number.isNaN));
      assert.ok(values.subarray(make().firstIndex).every(Number.isFinite));
    });

    it('gives the same numbers however its input is cut, and none that depends on later input', () => {
      fc.assert(
        fc.property(seeds, cutsOf, fc.integer({ min: 0, max: LENGTH }), (seed, cuts, end) => {
          const { close } = randomSeries(LENGTH, seed);
          const whole = inChunks(make(), close, []);
          assert.deepEqual(inChunks(make(), close, cuts), whole);
          assert.deepEqual(inChunks(make(), close.subarray(0, end), []), whole.subarray(0, end));
        }),
        { numRuns: 100 },
      );
    });
  });
}
