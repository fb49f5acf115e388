import assert from 'node:assert/strict';
import { bootstrapOf, meanOf, shareOf, waitingQuantile } from '../../../src/lib/lab/estimates.ts';
import { atLeast, atMost, type Estimate, finding } from '../../../src/lib/lab/finding.ts';
import { assertClose } from '../../support/approx.ts';

const numbers = ({ value, low, high }: Estimate) => [value!, low!, high!];

describe('estimates', () => {
  it("of a share have Wilson's interval: 31 of 2,000 is 1.55 %, 1.1 % to 2.2 %", () => {
    const trials = Array.from({ length: 2000 }, (_, i) => i < 31);
    assertClose(numbers(shareOf(trials)), [0.0155, 0.0109, 0.0219], 5e-5);
  });

  it('of a mean have its normal interval, by hand', () => {
    // Deviation of 1, 2, 3 is 1; 1.96 / sqrt(3) = 1.1316.
    assertClose(numbers(meanOf([1, 2, 3])), [2, 0.8684, 3.1316], 1e-4);
  });

  it('of a wait are order statistics, and beyond all figures where too many never ended', () => {
    const waits = Array.from({ length: 100 }, (_, i) => i + 1);
    // Ranks 50 -/+ 1.96 x 5.
    assert.deepEqual(numbers(waitingQuantile(waits, 0.5)), [50, 41, 60]);
    const some = waits.map(wait => (wait > 80 ? null : wait));
    assert.deepEqual(waitingQuantile(some, 0.9), { value: null, low: null, high: null, trials: 100 });
    assert.equal(waitingQuantile(some, 0.5).value, 50);
  });

  it('of any figure come from a bootstrap that holds it and shrinks with the root of the trials', () => {
    const mean = (all: readonly number[]) => all.reduce((sum, x) => sum + x, 0) / all.length;
    const of = (count: number) =>
      bootstrapOf(
        Array.from({ length: count }, (_, i) => (i % 10) / 10),
        mean,
      );
    const [few, many] = [of(100), of(1600)];
    assertClose([few.value!, many.value!], [0.45, 0.45], 1e-12);
    assert.ok(few.low! < 0.45 && few.high! > 0.45);
    assertClose([(few.high! - few.low!) / (many.high! - many.low!)], [4], 0.8);
  });

  it('of no trials are nothing', () => {
    for (const none of [shareOf([]), meanOf([]), waitingQuantile([], 0.5), bootstrapOf([], () => 1)]) {
      assert.deepEqual(none, { value: null, low: null, high: null, trials: 0 });
    }
  });
});

describe('finding', () => {
  const input = { id: 'x', title: 'x', unit: 'share' } as const;
  const estimate: Estimate = { value: 0.04, low: 0.03, high: 0.06, trials: 100 };
  const verdict = (more: Partial<Parameters<typeof finding>[0]>, quick = false) =>
    finding({ ...input, estimate, ...more }, { quick }).verdict;

  it('holds the figure against the bar, or the worse end of the interval where that is asked', () => {
    assert.equal(verdict({ bar: atMost(0.05) }), 'held');
    assert.equal(verdict({ bar: atMost(0.05), ruling: 'bound' }), 'missed');
    assert.equal(verdict({ bar: atLeast(0.035), ruling: 'bound' }), 'missed');
    assert.equal(verdict({ bar: atLeast(0.03), ruling: 'bound' }), 'held');
  });

  it('with few trials misses a bar only beyond doubt', () => {
    assert.equal(verdict({ bar: atMost(0.031), ruling: 'bound' }, true), 'held');
    assert.equal(verdict({ bar: atMost(0.029) }, true), 'missed');
  });

  it('misses what never ended, and what was not tried', () => {
    const never = { value: null, low: null, high: null, trials: 10 };
    assert.equal(verdict({ bar: atMost(1000), estimate: never }), 'missed');
    assert.equal(verdict({ bar: atMost(1000), estimate: never }, true), 'missed');
    assert.equal(verdict({ bar: atMost(1), estimate: { ...estimate, trials: 0 } }), 'missed');
  });

  it('without a bar is only told; a moonshot is reached or not', () => {
    assert.equal(verdict({}), 'told');
    const { reached, verdict: said } = finding(
      { ...input, estimate, bar: atMost(0.01), moonshot: atMost(0.04) },
      { quick: false },
    );
    assert.deepEqual([said, reached], ['missed', true]);
    assert.equal(finding({ ...input, estimate }, { quick: false }).reached, null);
  });
});
