import assert from 'node:assert/strict';
import { bookView } from '../../../src/lib/app/book-view.ts';
import { cents, parsePrice, qty } from '../../../src/lib/core/money.ts';
import { type BookState, emptySymbol, newBook } from '../../../src/lib/journal/state.ts';

const OPENED = Date.UTC(2026, 8, 22, 12);
const lots = [
  { qty: qty(1_495_950n), cost: cents(7_500n), openedMs: OPENED },
  { qty: qty(504_050n), cost: cents(2_500n), openedMs: OPENED + 1 },
];
const plan = { target: parsePrice('51500'), stop: null, expiresMs: OPENED + 86_400_000 };

const bookWith = (mark: string | null): BookState => ({
  ...newBook(cents(990_000n)),
  symbols: {
    'BTC/USD': { ...emptySymbol, lots, plan, mark: mark === null ? null : parsePrice(mark) },
    'ETH/USD': emptySymbol,
  },
});

describe('bookView', () => {
  it('shows what is held, what it cost and what it is worth', () => {
    const view = bookView(bookWith(null), 1_000_000n, { 'BTC/USD': parsePrice('49990') });
    // 0.002 × 49,990 = 99.98.
    assert.deepEqual([view.cash, view.equity, view.profit, view.unrealised], [9_900, 9_999.98, -0.02, -0.02]);
    assert.deepEqual(view.positions, [
      {
        symbol: 'BTC/USD',
        qty: 0.002,
        cost: 100,
        averagePrice: 50_000,
        mark: 49_990,
        value: 99.98,
        unrealised: -0.02,
        openedAt: '2026-09-22T12:00:00.000Z',
        target: 51_500,
        stop: null,
        expiresAt: '2026-09-23T12:00:00.000Z',
      },
    ]);
  });

  it('counts a position at its last mark when there is none of now', () => {
    assert.equal(bookView(bookWith('50500'), 1_000_000n, {}).equity, 10_001);
  });

  it('counts a position without any mark at its cost, and shows no value', () => {
    const { equity, profit, unrealised, positions } = bookView(bookWith(null), 1_000_000n, {});
    assert.deepEqual([equity, profit, unrealised], [10_000, 0, 0]);
    assert.deepEqual([positions[0]?.mark, positions[0]?.value, positions[0]?.unrealised], [null, null, null]);
  });
});
