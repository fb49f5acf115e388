import assert from 'node:assert/strict';
import fc from 'fast-check';
import { differenceOf, isAbove } from '../../../../src/lib/dashboards/training/difference.ts';
import { wilsonInterval } from '../../../../src/lib/performance/wilson-interval.ts';

const estimate = ([right, of]: readonly [number, number]) => ({
  value: right / of,
  interval: wilsonInterval(right / of, of),
});

describe('the difference of two shares', () => {
  it('has the interval of Newcombe (1998), table II, method 10', () => {
    const cases = [
      { one: [56, 70], other: [48, 80], interval: [0.0524, 0.3339] },
      { one: [9, 10], other: [3, 10], interval: [0.1705, 0.809] },
      { one: [10, 10], other: [0, 20], interval: [0.6791, 1] },
    ] as const;
    for (const { one, other, interval } of cases) {
      const found = differenceOf(estimate(one), estimate(other)).interval;
      assert.ok(Math.abs(found[0] - interval[0]) < 5e-5, `${found[0]} for ${interval[0]}`);
      assert.ok(Math.abs(found[1] - interval[1]) < 5e-5, `${found[1]} for ${interval[1]}`);
    }
  });

  it('turns around when the two change places, and covers zero for one and the same', () => {
    const share = fc.record({ right: fc.nat(60), wrong: fc.integer({ min: 1, max: 60 }) });
    fc.assert(
      fc.property(share, share, (a, b) => {
        const [one, other] = [a, b].map(({ right, wrong }) => estimate([right, right + wrong]));
        const [there, back] = [differenceOf(one!, other!), differenceOf(other!, one!)];
        assert.ok(Math.abs(there.interval[0] + back.interval[1]) < 1e-12);
        assert.equal(isAbove(differenceOf(one!, one!).interval, 0), null);
      }),
    );
  });
});
