import assert from 'node:assert/strict';
import fc from 'fast-check';
import { configSchema } from '../../../src/lib/config/schema.ts';
import { BROKER_MINIMUM, limitsFrom } from '../../../src/lib/risk/limits.ts';
import { SETTINGS } from '../../support/orders.ts';

describe('limitsFrom', () => {
  it('gives the documented limits of the default configuration', () => {
    const config = configSchema.parse({});
    const limits = limitsFrom({
      ...config.risk,
      minConfidence: config.signal.minConfidence,
      symbols: config.trading.symbols,
    });
    assert.deepEqual(limits, {
      symbols: ['BTC/USD', 'ETH/USD'],
      maxOrder: 7_500n,
      maxOrderSharePpm: 20_000n,
      minBuyingPower: 2_500n,
      brokerMinimum: 1_000n,
      dailyNotional: 150_000n,
      dailyOrders: 40,
      cooldownMs: 120_000,
      dailyLoss: 10_000n,
      maxQuoteAgeMs: 30_000,
      maxSpreadBps: 100,
      minConfidence: 0.7,
    });
  });

  it('takes the minimum of 10 dollars that Alpaca states in its refusal', () => {
    assert.equal(BROKER_MINIMUM, 1_000n);
  });

  it('keeps every whole cent exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_800_000 }), amount => {
        const written = Number(`${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`);
        const limits = limitsFrom({ ...SETTINGS, maxOrderUsd: written, minBuyingPowerUsd: written });
        assert.equal(limits.maxOrder, BigInt(amount));
        assert.equal(limits.minBuyingPower, BigInt(amount));
      }),
    );
  });

  it('rounds caps down and minimums up', () => {
    const fine = limitsFrom({
      ...SETTINGS,
      maxOrderUsd: 74.999999,
      maxOrderShare: 0.0199999,
      minBuyingPowerUsd: 25.001,
      dailyLossUsd: 1e-7,
      dailyNotionalUsd: 0.009,
    });
    assert.equal(fine.maxOrder, 7_499n);
    assert.equal(fine.maxOrderSharePpm, 19_999n);
    assert.equal(fine.minBuyingPower, 2_501n);
    assert.equal(fine.dailyLoss, 0n);
    assert.equal(fine.dailyNotional, 0n);
    assert.equal(limitsFrom({ ...SETTINGS, minBuyingPowerUsd: 1e-7 }).minBuyingPower, 1n);
  });

  it('refuses what is no limit', () => {
    for (const maxOrderUsd of [Number.NaN, Number.POSITIVE_INFINITY, -1, 1e21]) {
      assert.throws(() => limitsFrom({ ...SETTINGS, maxOrderUsd }), RangeError);
    }
    assert.throws(() => limitsFrom({ ...SETTINGS, cooldown: 'soon' }), /"soon" is not a duration/);
  });
});
