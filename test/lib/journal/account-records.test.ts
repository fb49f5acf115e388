import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bookView } from '../../../src/lib/app/book-view.ts';
import { formatCents, formatQty, type Qty, qty } from '../../../src/lib/core/money.ts';
import { lotsQty } from '../../../src/lib/core/position.ts';
import { entry } from '../../../src/lib/journal/entry.ts';
import { project } from '../../../src/lib/journal/project.ts';
import { type HiveState, symbolState } from '../../../src/lib/journal/state.ts';
import { boughtFill, fold, GENESIS_ENTRY, intent, timed } from '../../support/journal-entries.ts';

const AT_MS = Date.parse('2026-11-22T12:00:00Z');

/** A position of one fill. */
const folded = () =>
  fold(GENESIS_ENTRY, timed('INTENT', intent('o1')), timed('FILL', boughtFill('f1', 'o1')));

const coinsOf = ({ books }: HiveState): Qty => lotsQty(symbolState(books.main, 'BTC/USD').lots);

/** I23 and I24: profit is what was realised and what is not yet; no lot is negative. */
function assertWhole(state: HiveState): void {
  const { profit, realised, unrealised } = bookView(state.books.main, state.startingCash, {});
  assert.equal(Math.round(profit * 100), Math.round((realised + unrealised) * 100));
  for (const lot of symbolState(state.books.main, 'BTC/USD').lots) assert.ok(lot.qty > 0n && lot.cost >= 0n);
}

const amounts = fc.bigInt({ min: 0n, max: 10n ** 12n });

describe('records of the account itself', () => {
  it('take cash and coins as they are, and the books still add up (I23, I24)', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(amounts, amounts), { minLength: 1, maxLength: 6 }), steps => {
        let state = folded();
        for (const [cash, coins] of steps) {
          const data = {
            cash: formatCents(cash as never),
            coins: { 'BTC/USD': formatQty(qty(coins)) },
            marks: { 'BTC/USD': '50000.00' },
            reason: 'counted',
          };
          state = project(state, { ...entry('BALANCE', data), atMs: AT_MS });
          assert.deepEqual([state.books.main.cash, coinsOf(state)], [cash, coins]);
          assertWhole(state);
        }
      }),
    );
  });

  it('correct estimated fees to the cent and to 1e-9, as profit or loss (I21, I23)', () => {
    const small = fc.bigInt({ min: -20n, max: 20n });
    fc.assert(
      fc.property(fc.array(fc.tuple(small, small), { minLength: 1, maxLength: 8 }), steps => {
        let state = folded();
        for (const [cash, coins] of steps) {
          const before = { cash: state.books.main.cash, coins: coinsOf(state) };
          const wanted = before.coins + coins;
          const data = {
            cash: formatCents(cash as never),
            coins: { 'BTC/USD': formatQty(qty(wanted < 0n ? -before.coins : coins)) },
          };
          state = project(state, { ...entry('ADJUSTED', data), atMs: AT_MS });
          assert.equal(state.books.main.cash, before.cash + cash);
          assert.equal(coinsOf(state), wanted < 0n ? 0n : wanted);
          assertWhole(state);
        }
      }),
    );
  });

  it('begin to leave everything that is held', () => {
    const state = project(folded(), {
      ...entry('FLATTEN', { symbols: ['BTC/USD'], reason: 'enough' }),
      atMs: AT_MS,
    });
    assert.equal(symbolState(state.books.main, 'BTC/USD').closing, 'EXIT_FLATTEN');
  });
});
