import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dayEnds } from '../../../src/lib/performance/day-ends.ts';
import { drawdowns } from '../../../src/lib/performance/drawdowns.ts';
import { returnsAt } from '../../../src/lib/performance/returns.ts';
import { assertClose } from '../../support/approx.ts';

const times = (count: number, step = 1_000) => Float64Array.from({ length: count }, (_, i) => i * step);
const growth = (returns: readonly number[]): number[] => {
  let level = 1;
  return returns.map(value => (level *= 1 + value));
};

describe('drawdowns', () => {
  it('reach the published depths of empyrical', () => {
    // tests/test_stats.py, test_max_drawdown.
    const negative = growth([0, -0.06, -0.07, -0.01, -0.09, -0.02, -0.06, -0.08, -0.05]);
    assertClose([drawdowns(negative, times(9), 1).maxShare], [0.3659073], 5e-8);
    const all = growth([-0.02, -0.06, -0.07, -0.01, -0.09, -0.02, -0.06, -0.08, -0.05]);
    assertClose([drawdowns(all, times(9), 1).maxShare], [0.378589157], 5e-9);
    assertClose([drawdowns(growth([0.1, -0.1, 0.1]), times(3), 1).maxShare], [0.1], 1e-8);
  });

  it('tell the largest share from the largest amount', () => {
    // 100 -> 50 is half; 1,000 -> 800 is a fifth, but 200 dollars.
    const found = drawdowns([100, 50, 100, 1_000, 800, 900], times(6), 100);
    assert.equal(found.maxShare, 0.5);
    assert.equal(found.maxAmount, 200);
    assert.deepEqual(found.largest, { peakBar: 0, troughBar: 1 });
  });

  it('last from the peak to the bar that reaches it again, or to the end', () => {
    // Peak at 1, back at 4 (3 s); peak at 4, never again (2 s).
    const found = drawdowns([100, 110, 99, 100, 110, 104.5, 107], times(7), 100);
    assert.equal(found.underwaterBars, 4);
    assert.equal(found.longestMs, 3_000);
    assertClose([found.averageMs!, found.averageShare!], [2_500, (0.1 + 0.05) / 2]);
  });

  it('begin at the start, before the first bar', () => {
    const found = drawdowns([90, 80], times(2), 100);
    assertClose([found.maxShare], [0.2]);
    assert.deepEqual(found.largest, { peakBar: -1, troughBar: 1 });
  });

  it('do not exist on a curve that never falls', () => {
    assert.deepEqual(drawdowns([100, 100, 120], times(3), 100), {
      maxShare: 0,
      maxAmount: 0,
      largest: null,
      underwaterBars: 0,
      longestMs: null,
      averageShare: null,
      averageMs: null,
    });
  });

  it('agree with every pair of bars, and do not depend on the unit of money', () => {
    const curve = fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(curve, levels => {
        const found = drawdowns(levels, times(levels.length), levels[0]!);
        const pairs = levels.flatMap((high, i) => levels.slice(i).map(low => ({ high, low })));
        assertClose(
          [found.maxShare, found.maxAmount],
          [
            Math.max(...pairs.map(({ high, low }) => 1 - low / high)),
            Math.max(...pairs.map(({ high, low }) => high - low)),
          ],
        );
        const larger = levels.map(level => level * 1_024);
        assert.equal(drawdowns(larger, times(levels.length), larger[0]!).maxShare, found.maxShare);
      }),
    );
  });
});

describe('dayEnds and returnsAt', () => {
  it('take the last bar of each UTC day, and no day without bars', () => {
    const at = (text: string) => Date.parse(text);
    const time = [
      '2024-01-05T23:00Z',
      '2024-01-06T00:00Z',
      '2024-01-06T13:30Z',
      '2024-01-06T23:59Z',
      '2024-01-09T09:00Z',
    ].map(at);
    assert.deepEqual(dayEnds(time), [0, 3, 4]);
    assert.deepEqual(dayEnds([]), []);
  });

  it('make returns whose product is the whole growth', () => {
    assertClose(returnsAt([110, 0, 99, 121, 60.5], [0, 2, 3, 4], 100), [0.1, -0.1, 2 / 9, -0.5]);
  });

  it('earn nothing on nothing', () => {
    assert.deepEqual([...returnsAt([50, -10, 5], [0, 1, 2], 100)], [-0.5, -1.2, 0]);
  });
});
