import assert from 'node:assert/strict';
import { selectTrades } from '../../../src/lib/app/select-trades.ts';
import { trade } from '../../support/views.ts';

const trades = [1, 2, 3, 4].map(seq => trade({ seq, symbol: seq % 2 === 0 ? 'BTC/USD' : 'ETH/USD' }));

const chosen = (choice: Parameters<typeof selectTrades>[1]) => {
  const { trades: kept, total } = selectTrades(trades, choice);
  return [kept.map(({ seq }) => seq), total];
};

describe('selectTrades', () => {
  it('keeps the newest, oldest first, and counts all', () => {
    assert.deepEqual(chosen({ last: 3 }), [[2, 3, 4], 4]);
    assert.deepEqual(chosen({ last: 9 }), [[1, 2, 3, 4], 4]);
    assert.deepEqual(chosen({ last: null }), [[1, 2, 3, 4], 4]);
  });

  it('counts within the symbol, in any spelling', () => {
    assert.deepEqual(chosen({ symbol: 'btcusd', last: 1 }), [[4], 2]);
    assert.deepEqual(chosen({ symbol: 'AAPL', last: null }), [[], 0]);
  });

  it('refuses what cannot be a symbol', () => {
    assert.throws(() => selectTrades(trades, { symbol: '??', last: 1 }), { code: 'BAD_SYMBOL' });
  });
});
