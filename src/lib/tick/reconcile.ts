import { type Cents, cents, type Qty, qty } from '../core/money.ts';
import { lotsQty } from '../core/position.ts';
import { cashSlack, coinSlack, isNear } from '../journal/rounding.ts';
import { type HiveState, symbolState } from '../journal/state.ts';
import type { Holdings } from './account-view.ts';

/** Account less journal: what the broker has more. */
export interface Difference {
  readonly cash: Cents;
  /** Only the symbols that differ. */
  readonly coins: ReadonlyMap<string, Qty>;
}

export function differenceOf(state: HiveState, { account, positions }: Holdings): Difference {
  const { cash, symbols } = state.books.main;
  const names = new Set([...Object.keys(symbols), ...positions.map(({ symbol }) => symbol)]);
  const coins = [...names].flatMap(symbol => {
    const held = positions.find(position => position.symbol === symbol)?.qty ?? qty(0);
    const change = qty(held - lotsQty(symbolState(state.books.main, symbol).lots));
    return change === 0n ? [] : [[symbol, change] as const];
  });
  return { cash: cents(account.cash - cash), coins: new Map(coins) };
}

export interface Explained {
  /** What rounding and the timing of fees explain: the journal may follow it. */
  readonly rounding: Difference;
  /** What they do not. */
  readonly drift: Difference;
}

/** Parts a difference where fees are estimates until they are posted: see `cashSlack` and `coinSlack`. */
export function explain(difference: Difference, state: HiveState): Explained {
  const isRounding = isNear(difference.cash, 0n, cashSlack(state));
  const part = (wanted: boolean) =>
    new Map(
      [...difference.coins].filter(
        ([symbol, change]) => isNear(change, 0n, coinSlack(state, symbol)) === wanted,
      ),
    );
  return {
    rounding: { cash: isRounding ? difference.cash : cents(0), coins: part(true) },
    drift: { cash: isRounding ? cents(0) : difference.cash, coins: part(false) },
  };
}

export const isNothing = ({ cash, coins }: Difference): boolean => cash === 0n && coins.size === 0;
