import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bookView } from '../../../src/lib/app/book-view.ts';
import { ratePpm, settle } from '../../../src/lib/core/fill.ts';
import {
  cents,
  formatCents,
  formatQty,
  parsePrice,
  price,
  type Qty,
  qty,
} from '../../../src/lib/core/money.ts';
import { lotsQty } from '../../../src/lib/core/position.ts';
import { applyFill, type Settled } from '../../../src/lib/journal/apply-fill.ts';
import { type BookState, newBook, symbolState } from '../../../src/lib/journal/state.ts';

const START = cents(10_000_000n);
const ENTRY = { purpose: 'entry', reason: 'ENTRY_SIGNAL', plan: null } as const;
const SYMBOLS = ['BTC/USD', 'ETH/USD'];

interface Trade {
  readonly symbol: string;
  readonly side: 'buy' | 'sell';
  readonly nanos: bigint;
  readonly dollars: number;
  readonly feeRate: number;
}

const trade: fc.Arbitrary<Trade> = fc.record({
  symbol: fc.constantFrom(...SYMBOLS),
  side: fc.constantFrom('buy', 'sell'),
  // Of 1e-9 coins the fee, rounded up, would leave nothing.
  nanos: fc.bigInt({ min: 100n, max: 3_000_000n }),
  dollars: fc.integer({ min: 100, max: 120_000 }),
  feeRate: fc.constantFrom(0, 0.0025, 0.05),
});

const heldOf = (book: BookState, symbol: string): Qty => lotsQty(symbolState(book, symbol).lots);

/** A fill that the account can bear: no more is sold than is held. Null when nothing is. */
function fillOf(book: BookState, { symbol, side, nanos, dollars, feeRate }: Trade): Settled | null {
  const held = heldOf(book, symbol);
  const amount = side === 'buy' || nanos < held ? qty(nanos) : held;
  if (amount === 0n) return null;
  const moved = settle({ side, qty: amount, price: parsePrice(String(dollars)) }, ratePpm(feeRate));
  return {
    symbol,
    side,
    at: '2026-09-22T12:00:00.000Z',
    cash: formatCents(moved.cash),
    net: formatQty(moved.qty),
    fee: formatCents(moved.feeValue),
  };
}

describe('applyFill over any fills', () => {
  const run = (trades: readonly Trade[], check: (book: BookState, fill: Settled) => void): BookState => {
    let book = newBook(START);
    for (const each of trades) {
      const fill = fillOf(book, each);
      if (!fill) continue;
      book = applyFill(book, fill, ENTRY);
      check(book, fill);
    }
    return book;
  };

  it('keeps realised plus unrealised equal to equity less starting cash, to the cent (I23)', () => {
    fc.assert(
      fc.property(
        fc.array(trade, { maxLength: 60 }),
        fc.integer({ min: 1, max: 120_000 }),
        (trades, dollars) => {
          const marks = Object.fromEntries(
            SYMBOLS.map(symbol => [symbol, price(BigInt(dollars) * 10n ** 9n)]),
          );
          run(trades, book => {
            for (const at of [marks, {}]) {
              const { realised, unrealised, profit } = bookView(book, START, at);
              assert.equal(Math.round((realised + unrealised) * 100), Math.round(profit * 100));
            }
          });
        },
      ),
    );
  });

  it('keeps cash and coins equal to the sum of what the fills moved, and no lot empty or negative (I23, I24)', () => {
    fc.assert(
      fc.property(fc.array(trade, { maxLength: 60 }), trades => {
        let cash = 0n;
        const coins = new Map<string, bigint>();
        const book = run(trades, (after, { symbol, cash: moved, net }) => {
          cash += BigInt(moved.replace('.', ''));
          coins.set(symbol, (coins.get(symbol) ?? 0n) + BigInt(Math.round(Number(net) * 1e9)));
          assert.ok(symbolState(after, symbol).lots.every(lot => lot.qty > 0n && lot.cost >= 0n));
        });
        assert.equal(book.cash, START + cash);
        for (const [symbol, amount] of coins) assert.equal(heldOf(book, symbol), amount);
      }),
    );
  });

  it('counts a round trip each time a symbol becomes flat, and wins among them only', () => {
    fc.assert(
      fc.property(fc.array(trade, { maxLength: 60 }), trades => {
        let flats = 0;
        const book = run(trades, (after, { symbol, side }) => {
          if (side === 'sell' && heldOf(after, symbol) === 0n) flats += 1;
        });
        assert.equal(book.roundTrips, flats);
        assert.ok(book.wins <= book.roundTrips);
        assert.ok(book.turnover >= 0n && book.fees >= 0n);
      }),
    );
  });
});

describe('applyFill', () => {
  it('refuses to sell what is not held', () => {
    const fill = fillOf(newBook(START), {
      symbol: 'BTC/USD',
      side: 'buy',
      nanos: 10n,
      dollars: 50_000,
      feeRate: 0,
    })!;
    const sold = { ...fill, side: 'sell' as const, net: '-0.000000011' };
    const book = applyFill(newBook(START), fill, ENTRY);
    assert.throws(() => applyFill(book, sold, ENTRY), RangeError);
  });

  it('keeps the plan of the newest entry', () => {
    const fill = fillOf(newBook(START), {
      symbol: 'BTC/USD',
      side: 'buy',
      nanos: 10n,
      dollars: 50_000,
      feeRate: 0,
    })!;
    const plan = { target: null, stop: parsePrice('49000'), expiresMs: 7 };
    const book = applyFill(applyFill(newBook(START), fill, ENTRY), fill, { ...ENTRY, plan });
    assert.deepEqual(book.symbols['BTC/USD']?.plan, plan);
    assert.equal(book.symbols['BTC/USD']?.lots.length, 2);
  });
});
