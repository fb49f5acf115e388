import assert from 'node:assert/strict';
import { alphaOf, alphaWithDiscoveries } from '../../../../src/lib/learning/evidence/spending.ts';
import { assertClose } from '../../../support/approx.ts';

describe('alphaOf', () => {
  it('asks for evidence that rises with the square of the generation', () => {
    // π² k² / (6 × 0.05) by hand.
    assertClose(
      [1, 2, 3, 5, 10].map(generation => 1 / alphaOf(0.05, generation)),
      [32.899, 131.595, 296.088, 822.467, 3289.868],
      5e-4,
    );
  });

  it('never spends more than it has', () => {
    let spent = 0;
    for (let generation = 1; generation <= 20_000; generation++) spent += alphaOf(0.05, generation);
    assert.ok(spent < 0.05 && spent > 0.04999);
  });

  it('refuses levels and generations that cannot be', () => {
    for (const alpha of [0, 1, -0.1, Number.NaN]) assert.throws(() => alphaOf(alpha, 1), RangeError);
    for (const generation of [0, 1.5, -1, Number.NaN]) {
      assert.throws(() => alphaOf(0.05, generation), RangeError);
    }
  });
});

describe('alphaWithDiscoveries', () => {
  it('halves what is asked of the second generation once the first was promoted', () => {
    assertClose([1 / alphaWithDiscoveries(0.05, 2, 1)], [65.797], 5e-4);
    assert.equal(alphaWithDiscoveries(0.05, 2, 0), alphaOf(0.05, 2));
  });

  it('refuses more promotions than there were generations before', () => {
    for (const promotions of [2, -1, 0.5, Number.NaN]) {
      assert.throws(() => alphaWithDiscoveries(0.05, 2, promotions), RangeError);
    }
  });
});
