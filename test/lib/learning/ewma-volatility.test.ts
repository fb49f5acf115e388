import assert from 'node:assert/strict';
import { mulberry32, normal } from '../../../src/lib/core/random.ts';
import { ewmaVolatility, VOLATILITY_REACH } from '../../../src/lib/learning/ewma-volatility.ts';
import { assertClose } from '../../support/approx.ts';

describe('ewmaVolatility', () => {
  it('is the size of the returns when all have one size', () => {
    const close = new Float64Array(VOLATILITY_REACH + 1).fill(100);
    for (let i = 1; i < close.length; i++) close[i] = close[i - 1]! * (i % 2 === 0 ? 1.01 : 0.99);
    assertClose([ewmaVolatility(close, VOLATILITY_REACH)!], [0.01]);
  });

  it('lets the newest return weigh 6 % of the squares, as the decay of .94 has it', () => {
    const close = new Float64Array(VOLATILITY_REACH + 1).fill(100);
    close[VOLATILITY_REACH] = 110;
    // (1 - .94) / (1 - .94^74) = .0606...; times .1^2, root.
    assertClose([ewmaVolatility(close, VOLATILITY_REACH)!], [0.1 * Math.sqrt(0.06 / (1 - 0.94 ** 74))]);
  });

  it('is null until there are 74 returns', () => {
    const close = new Float64Array(200).fill(100);
    assert.equal(ewmaVolatility(close, VOLATILITY_REACH - 1), null);
    assert.equal(ewmaVolatility(close, VOLATILITY_REACH), 0);
  });

  it('does not depend on how much older history is there', () => {
    const random = mulberry32(3);
    let price = 100;
    const close = Float64Array.from({ length: 300 }, () => {
      price *= 1 + 0.02 * normal(random);
      return price;
    });
    assert.equal(ewmaVolatility(close, 299), ewmaVolatility(close.subarray(225), 74));
  });
});
