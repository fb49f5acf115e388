import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SmaCrosses } from '../../../../src/lib/trading/indicators/sma-crosses.ts';
import { randomSeries } from '../../../support/random-series.ts';

function crossesOf(values: Float64Array, [fast, slow]: readonly [number, number], chunk = values.length) {
  const crosses = new SmaCrosses(fast, slow);
  const codes = new Int8Array(values.length);
  for (let from = 0; from < values.length; from += chunk) {
    crosses.advance(values.subarray(from, from + chunk), codes.subarray(from, from + chunk));
  }
  return codes;
}

/** Exact means of whole numbers, as bigint: fast sum × slow length against slow sum × fast length. */
function exactCrosses(prices: readonly number[], [fast, slow]: readonly [number, number]): Int8Array {
  const sum = (last: number, length: number) =>
    prices.slice(last - length + 1, last + 1).reduce((total, value) => total + BigInt(value), 0n);
  let sign = 0;
  return Int8Array.from(prices, (_, i) => {
    if (i < slow - 1) return 0;
    const ahead = sum(i, fast) * BigInt(slow) - sum(i, slow) * BigInt(fast);
    const now = ahead > 0n ? 1 : ahead < 0n ? -1 : 0;
    const code = now * sign < 0 ? now : 0;
    sign = now || sign;
    return code;
  });
}

const lengths = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 10 }))
  .map(([fast, more]) => [fast, fast + more] as const);

describe('SmaCrosses', () => {
  it('finds the crosses of exact means, ties and crashes by a factor of a million included', () => {
    const price = fc.oneof(fc.integer({ min: 95, max: 105 }), fc.constantFrom(100, 100, 100_000_000));
    fc.assert(
      fc.property(fc.array(price, { maxLength: 120 }), lengths, (prices, pair) => {
        assert.deepEqual(crossesOf(Float64Array.from(prices), pair), exactCrosses(prices, pair));
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same codes however its input is cut, also beyond one block', () => {
    const { close } = randomSeries(10_000, 8);
    const whole = crossesOf(close, [10, 30]);
    for (const chunk of [1, 7, 4095, 4096, 4097]) assert.deepEqual(crossesOf(close, [10, 30], chunk), whole);
  });

  it('keeps finding the crosses of exact means in a long series', () => {
    const cents = Array.from(randomSeries(20_000, 4).close, close => Math.max(1, Math.round(close * 100)));
    assert.deepEqual(crossesOf(Float64Array.from(cents), [10, 30]), exactCrosses(cents, [10, 30]));
  });

  it('says nothing while prices stand still at a price that doubles cannot hold', () => {
    assert.ok(crossesOf(new Float64Array(3000).fill(0.1), [3, 7]).every(code => code === 0));
  });
});
