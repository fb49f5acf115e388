import assert from 'node:assert/strict';
import { marketOf } from '../../../src/lib/app/settings.ts';
import { tryMarket } from '../../../src/lib/app/try-market.ts';
import { configSchema } from '../../../src/lib/config/schema.ts';

describe('tryMarket', () => {
  it('tells each simulated market apart, and counts all real bars as one', () => {
    const simulated = configSchema.parse({ seed: 7, market: { simulated: { edge: 'mild' } } });
    assert.equal(tryMarket(marketOf(simulated, 'crypto')), 'simulated/7/mild');
    const real = configSchema.parse({ mode: 'paper', market: { crypto: { source: 'csv' } } });
    assert.equal(tryMarket(marketOf(real, 'crypto')), 'real');
    assert.equal(tryMarket('yahoo'), 'real');
  });
});
