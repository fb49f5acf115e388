import assert from 'node:assert/strict';
import { formatPrice, parsePrice } from '../../../src/lib/core/money.ts';
import { type BarrierWidths, planFrom } from '../../../src/lib/trading/exit-plan.ts';

const prices = (entry: string, widths: BarrierWidths) => {
  const { target, stop } = planFrom(parsePrice(entry), widths, 7);
  return [target, stop].map(barrier => (barrier === null ? null : formatPrice(barrier)));
};

describe('planFrom', () => {
  it('puts the barriers at their distances from the entry', () => {
    // 50,000 × 1.03 and × 0.98.
    assert.deepEqual(prices('50000', { target: 0.03, stop: 0.02 }), ['51500.00', '49000.00']);
  });

  it('rounds prices down to 1e-9 dollars', () => {
    // 3,001 × 1.012345678 = 3,038.049379678; 0.000000001 × 1.5 = 0.0000000015.
    assert.deepEqual(prices('3001', { target: 0.012345678, stop: 0.5 }), ['3038.049379678', '1500.50']);
    assert.equal(prices('0.000000001', { target: 0.5, stop: 0 })[0], '0.000000001');
  });

  it('never puts a stop below zero', () => {
    assert.equal(prices('50000', { target: 2, stop: 1.7 })[1], '0.00');
  });

  it('knows only the end of the horizon when there are no widths', () => {
    assert.deepEqual(planFrom(parsePrice('50000'), null, 7), { target: null, stop: null, expiresMs: 7 });
  });
});
