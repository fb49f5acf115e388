import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type BarSeries, barAt, sliceSeries } from '../../src/lib/core/bar-series.ts';
import type { FeatureKernel } from '../../src/lib/features/kernel.ts';
import { randomWalk, withHole } from '../support/walks.ts';

const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });
/** Longer than any stream's buffer, so that its tail is moved at least once. */
const LENGTH = 300;
const index = fc.integer({ min: 0, max: LENGTH - 1 });

/** Inputs that stand for "no value here". */
const missing = fc.constantFrom(NaN, Infinity, -Infinity, -1);

const walkWithHoles = fc
  .record({ seed: seeds, holes: fc.array(fc.tuple(index, missing), { maxLength: 3 }) })
  .map(({ seed, holes }) => {
    const series = randomWalk(seed, LENGTH);
    for (const [at, value] of holes) {
      series.close[at] = value;
      series.volume[at] = value;
    }
    return series;
  });

function streamed(kernel: FeatureKernel, series: BarSeries): Float64Array {
  const stream = kernel.stream();
  return Float64Array.from({ length: series.length }, (_, at) => stream.push(barAt(series, at)));
}

function scaled(series: BarSeries, factor: number): BarSeries {
  return { ...series, close: series.close.map(close => close * factor) };
}

/** What every feature promises. `deepEqual` on typed arrays compares bit for bit, NaN equal to NaN. */
export function featureContract(kernel: FeatureKernel): void {
  describe(`feature contract of ${kernel.name}`, () => {
    it('is aligned with its input and first defined at the stated warm-up', () => {
      fc.assert(
        fc.property(seeds, seed => {
          const values = kernel.batch(randomWalk(seed, LENGTH));
          assert.equal(values.length, LENGTH);
          assert.equal(
            values.findIndex(value => !Number.isNaN(value)),
            kernel.warmUpBars,
          );
          assert.ok(values.subarray(kernel.warmUpBars).every(Number.isFinite));
        }),
        { numRuns: 20 },
      );
    });

    it('gives the same numbers bar by bar as in one go', () => {
      fc.assert(
        fc.property(walkWithHoles, series => {
          assert.deepEqual(streamed(kernel, series), kernel.batch(series));
        }),
        { numRuns: 40 },
      );
    });

    it('changes no value when the future is cut off', () => {
      fc.assert(
        fc.property(walkWithHoles, index, (series, end) => {
          assert.deepEqual(kernel.batch(sliceSeries(series, 0, end)), kernel.batch(series).slice(0, end));
        }),
        { numRuns: 40 },
      );
    });

    it('has no value at a missing bar, and after it goes on as if the series began there', () => {
      fc.assert(
        fc.property(seeds, index, (seed, at) => {
          const walk = randomWalk(seed, LENGTH);
          const values = kernel.batch(withHole(walk, at));
          assert.deepEqual(values.slice(0, at), kernel.batch(walk).slice(0, at));
          assert.ok(Number.isNaN(values[at]));
          assert.deepEqual(values.slice(at + 1), kernel.batch(sliceSeries(walk, at + 1)));
        }),
        { numRuns: 40 },
      );
    });

    it('does not depend on the currency: prices times a power of two give the same bits', () => {
      fc.assert(
        fc.property(seeds, fc.integer({ min: -20, max: 20 }), (seed, power) => {
          const walk = randomWalk(seed, LENGTH);
          assert.deepEqual(kernel.batch(scaled(walk, 2 ** power)), kernel.batch(walk));
        }),
        { numRuns: 20 },
      );
    });

    it('gives NaN for an empty series, zero prices and prices that overflow, never an infinity', () => {
      assert.equal(kernel.batch(randomWalk(1, 0)).length, 0);
      const extreme = randomWalk(1, LENGTH);
      extreme.close.forEach((_, at) => {
        extreme.close[at] = [0, Number.MAX_VALUE, Number.MIN_VALUE][at % 3]!;
      });
      assert.ok(kernel.batch(extreme).every(value => Math.abs(value) !== Infinity));
    });
  });
}
