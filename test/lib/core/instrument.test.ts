import assert from 'node:assert/strict';
import { parseInstrument } from '../../../src/lib/core/instrument.ts';
import { hiveError } from '../../support/hive-error.ts';

describe('parseInstrument', () => {
  it('reads every spelling of a coin as its dollar pair', () => {
    for (const text of ['BTC/USD', 'btc-usd', ' BTCUSD ', 'btcusdt', 'BTC/USDT']) {
      assert.deepEqual(parseInstrument(text), { symbol: 'BTC/USD', assetClass: 'crypto' }, text);
    }
  });

  it('takes a coin it does not know only with a separator', () => {
    assert.deepEqual(parseInstrument('pepe/usd'), { symbol: 'PEPE/USD', assetClass: 'crypto' });
    assert.equal(parseInstrument('PEPEUSD').assetClass, 'stock');
  });

  it('reads tickers, with their dots, carets and equal signs', () => {
    for (const symbol of ['AAPL', 'BRK.B', 'CL=F']) {
      assert.deepEqual(parseInstrument(symbol.toLowerCase()), { symbol, assetClass: 'stock' });
    }
  });

  it('refuses what cannot be a symbol, quoting it', () => {
    for (const text of ['', '1AAPL', 'A B', 'TWELVELETTERS', 'BTC/EUR', '../x']) {
      assert.throws(() => parseInstrument(text), hiveError('BAD_SYMBOL'), text);
    }
  });
});
