import assert from 'node:assert/strict';
import { marketBanner } from '../../../src/lib/app/market-banner.ts';
import { type Config, configSchema } from '../../../src/lib/config/schema.ts';

const banner = (mode: Config['mode'], crypto: string, stocks: string, symbols = ['AAPL']): string =>
  marketBanner(
    configSchema.parse({ mode, market: { crypto: { source: crypto }, stocks: { source: stocks, symbols } } }),
  );

describe('marketBanner', () => {
  it('says that the market is made up, and what is planted in it, in every mode', () => {
    const expected = 'SIMULATED market, edge: concentrated — not a real result';
    assert.equal(banner('simulated', 'simulated', 'simulated'), expected);
    assert.equal(banner('paper', 'simulated', 'simulated'), expected);
  });

  it('names the half that is made up', () => {
    assert.match(banner('simulated', 'simulated', 'csv'), /^SIMULATED crypto, edge: /);
    assert.match(banner('paper', 'csv', 'simulated'), /^SIMULATED stocks, edge: /);
  });

  it('does not count stocks where there are none', () => {
    assert.match(banner('simulated', 'simulated', 'csv', []), /^SIMULATED market, /);
    assert.doesNotMatch(banner('paper', 'csv', 'simulated', []), /SIMULATED/);
  });

  it('says of an account at Alpaca whether its money is real', () => {
    const at = (mode: Config['mode']) =>
      marketBanner(
        configSchema.parse({ mode, broker: { kind: 'alpaca' }, market: { crypto: { source: 'alpaca' } } }),
      );
    assert.equal(at('paper'), 'PAPER account at Alpaca — no real money');
    assert.equal(at('live'), 'LIVE account at Alpaca — real money');
  });

  it('says on real bars that the money is not real', () => {
    assert.match(banner('simulated', 'csv', 'csv'), /^SIMULATED account on imported bars/);
    assert.match(banner('paper', 'csv', 'csv'), /^PAPER account .* no real money$/);
  });
});
