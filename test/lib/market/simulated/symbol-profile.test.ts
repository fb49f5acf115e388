import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AssetClass } from '../../../../src/lib/core/instrument.ts';
import { symbolProfile } from '../../../../src/lib/market/simulated/symbol-profile.ts';

describe('symbolProfile', () => {
  it('knows the volatility of the real bitcoin', () => {
    // BTC-USD daily 2014-09 to 2022-02, Yahoo: 0.742 a year.
    assert.equal(symbolProfile({ symbol: 'BTC/USD', assetClass: 'crypto' }).annualVolatility, 0.74);
  });

  it('gives any other symbol sensible figures that depend on its name alone', () => {
    const symbols = fc.stringMatching(/^[A-Z][A-Z0-9.]{0,9}$/);
    fc.assert(
      fc.property(symbols, fc.constantFrom<AssetClass>('crypto', 'stock'), (symbol, assetClass) => {
        const profile = symbolProfile({ symbol, assetClass });
        assert.deepEqual(symbolProfile({ symbol, assetClass }), profile);
        assert.ok(profile.level > 1 && profile.level < 5000);
        assert.ok(profile.annualVolatility > 0.15 && profile.annualVolatility < 1.5);
        assert.ok(profile.loading > 0.5 && profile.loading < 1);
        assert.ok(profile.dailyVolume > 0);
      }),
    );
  });

  it('has no figures hidden in the names of object members', () => {
    assert.ok(symbolProfile({ symbol: 'constructor', assetClass: 'stock' }).level > 1);
  });
});
