import assert from 'node:assert/strict';
import fc from 'fast-check';
import technicalIndicators from 'technicalindicators';
import { Extreme } from '../../../../src/lib/trading/indicators/extreme.ts';
import { indicatorOf } from '../../../../src/lib/trading/indicators/indicator.ts';
import { indicatorContract } from '../../../contracts/indicator.ts';
import { randomSeries } from '../../../support/random-series.ts';

indicatorContract('Extreme', () => new Extreme('highest', 7));

describe('Extreme', () => {
  it('is the highest of the window: 3 1 2 2 0 5 over three bars', () => {
    const values = Float64Array.of(3, 1, 2, 2, 0, 5);
    assert.deepEqual([...indicatorOf(new Extreme('highest', 3), values)], [NaN, NaN, 3, 2, 2, 5]);
    assert.deepEqual([...indicatorOf(new Extreme('lowest', 3), values)], [NaN, NaN, 1, 1, 0, 0]);
  });

  it('equals the extreme of each window', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 9 }),
        (numbers, length) => {
          const values = Float64Array.from(numbers);
          const windowAt = (i: number) => values.slice(i - length + 1, i + 1);
          const highest = values.map((_, i) => (i < length - 1 ? NaN : Math.max(...windowAt(i))));
          const lowest = values.map((_, i) => (i < length - 1 ? NaN : Math.min(...windowAt(i))));
          assert.deepEqual(indicatorOf(new Extreme('highest', length), values), highest);
          // A zero may come out negative; for prices it never does.
          assert.deepEqual(
            indicatorOf(new Extreme('lowest', length), values).map(value => value + 0),
            lowest,
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('equals technicalindicators', () => {
    const values = Array.from(randomSeries(400, 3).close);
    const ours = (of: 'highest' | 'lowest') => [
      ...indicatorOf(new Extreme(of, 20), Float64Array.from(values)).subarray(19),
    ];
    assert.deepEqual(ours('highest'), technicalIndicators.Highest.calculate({ period: 20, values }));
    assert.deepEqual(ours('lowest'), technicalIndicators.Lowest.calculate({ period: 20, values }));
  });
});
