import assert from 'node:assert/strict';
import { mulberry32, normal } from '../../../src/lib/core/random.ts';
import { significanceOf } from '../../../src/lib/lab/real/significance.ts';

/** Independent normal returns of 1 % with a mean in deviations. */
function returns(seed: number, mean: number, length = 1_000): Float64Array {
  const random = mulberry32(seed);
  return Float64Array.from({ length }, () => 0.01 * (mean + normal(random)));
}

const ask = (own: Float64Array, experts: readonly Float64Array[]) =>
  significanceOf({ returns: own, experts, barsPerYear: 252, seed: 1 });

describe('the significance of returns', () => {
  const noise = Array.from({ length: 10 }, (_, i) => returns(i + 1, 0));

  it('is none of the best of worthless experts, once the choice is counted', () => {
    const best = noise.reduce((a, b) => (sum(b) > sum(a) ? b : a));
    const found = ask(best, noise);
    assert.ok((found.probabilistic ?? 0) > 0.8, `${found.probabilistic}`);
    assert.ok((found.deflated ?? 1) < 0.95, `${found.deflated}`);
    assert.ok((found.superiorAbility ?? 0) > 0.05, `${found.superiorAbility}`);
    assert.ok((found.overfitting ?? 0) > 0.2, `${found.overfitting}`);
  });

  it('is clear of an edge that is there', () => {
    const edge = returns(77, 0.2);
    const found = ask(edge, [edge, ...noise]);
    assert.ok((found.deflated ?? 0) > 0.95 && (found.superiorAbility ?? 1) < 0.01);
    assert.ok((found.overfitting ?? 1) < 0.05);
    assert.ok((found.trackRecordYears ?? 9) < 1);
  });

  it('leaves out what is not defined', () => {
    const flat = new Float64Array(100);
    const found = ask(flat, [flat]);
    assert.deepEqual(
      [found.sharpe, found.deflated, found.overfitting, found.superiorAbility, found.maxDrawdown],
      [null, null, null, null, 0],
    );
  });
});

const sum = (values: Float64Array): number => values.reduce((all, value) => all + value, 0);
