import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RollingMedian } from '../../../src/lib/features/rolling-median.ts';

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

describe('RollingMedian', () => {
  it('is the middle of the last values, the mean of two when they are even: 3 1 2 9 9 over three', () => {
    const median = new RollingMedian(3);
    assert.deepEqual(
      [3, 1, 2, 9, 9].map(value => median.push(value)),
      [3, 2, 2, 2, 9],
    );
  });

  it('equals the median of each window', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 80 }),
        fc.integer({ min: 1, max: 9 }),
        (values, width) => {
          const median = new RollingMedian(width);
          values.forEach((value, i) => {
            assert.equal(median.push(value), medianOf(values.slice(Math.max(0, i - width + 1), i + 1)));
          });
        },
      ),
      { numRuns: 200 },
    );
  });
});
