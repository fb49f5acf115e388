import assert from 'node:assert/strict';
import fc from 'fast-check';
import { drawStake } from '../../../../src/lib/learning/policy/stake-draw.ts';
import { assertClose } from '../../../support/approx.ts';

const place = { seed: 7, symbol: 'BTC/USD', epoch: 20_000 };

describe('drawStake', () => {
  it('draws the same at the same place and otherwise somewhere else', () => {
    const odds = [0.2, 0.3, 0.5];
    assert.deepEqual(drawStake(odds, place), drawStake(odds, { ...place }));
    const keys = [place, { ...place, seed: 8 }, { ...place, symbol: 'ETH/USD' }, { ...place, epoch: 20_001 }];
    assert.equal(new Set(keys.map(key => drawStake(odds, key).draw)).size, 4);
  });

  it('draws each action as often as its odds say', () => {
    const odds = [0.1, 0, 0.6, 0.3];
    const counts = [0, 0, 0, 0];
    for (let epoch = 0; epoch < 20_000; epoch++) counts[drawStake(odds, { ...place, epoch }).index]!++;
    assertClose(
      counts.map(count => count / 20_000),
      odds,
      0.015,
    );
  });

  it('never takes an action without probability, and logs the odds of the one taken', () => {
    const weights = fc.array(fc.nat(3), { minLength: 1, maxLength: 6 }).filter(w => w.some(x => x > 0));
    fc.assert(
      fc.property(weights, fc.nat(), (w, epoch) => {
        const sum = w.reduce((total, x) => total + x, 0);
        const odds = w.map(x => x / sum);
        const { index, propensity, draw } = drawStake(odds, { ...place, epoch });
        assert.ok(propensity > 0 && propensity === odds[index]);
        const below = odds.slice(0, index).reduce((total, p) => total + p, 0);
        assert.ok(draw >= below && draw < below + propensity + 1e-12);
      }),
    );
  });

  it('refuses odds that are no distribution', () => {
    for (const odds of [[], [0.5], [1.5, -0.5], [Number.NaN, 1]]) {
      assert.throws(() => drawStake(odds, place), RangeError);
    }
  });
});
