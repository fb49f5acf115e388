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

  it('keeps a period: from a moment on, up to but without another', () => {
    const days = [1, 2, 3].map(day => trade({ seq: day, at: `2026-09-0${day}T00:00:00.000Z` }));
    const period = { fromMs: Date.UTC(2026, 8, 2), toMs: Date.UTC(2026, 8, 3) };
    const { trades: kept, total } = selectTrades(days, { last: null, ...period });
    assert.deepEqual([kept.map(({ seq }) => seq), total], [[2], 1]);
  });

  it('adds all of them up, to the cent, those before the cut as well', () => {
    const bought = trade({ side: 'buy', cash: '-75.00', fee: '0.19', realised: null });
    const sold = trade({ side: 'sell', cash: '74.41', fee: '0.19', realised: '-0.59' });
    assert.deepEqual(selectTrades([bought, sold, sold], { last: 1 }).totals, {
      bought: '75.00',
      sold: '148.82',
      fees: '0.57',
      realised: '-1.18',
    });
  });

  it('refuses what cannot be a symbol', () => {
    assert.throws(() => selectTrades(trades, { symbol: '??', last: 1 }), { code: 'BAD_SYMBOL' });
  });
});
