import { type Cents, cents, type Qty, qty } from '../core/money.ts';
import { lotsQty } from '../core/position.ts';
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

/** Half a cent of rounding each for the amount and the fee of a fill. */
const CENTS_A_FILL = 1n;

/**
 * Parts a difference where fees are estimates until they are posted: the cash of a fill may be off by a cent,
 * and by its fee in dollars, which is taken at the end of the day; the coins of n fills by n + 1 billionths.
 * Only the fills of the last days count.
 */
export function explain(difference: Difference, { recentFills }: HiveState): Explained {
  const slack = recentFills.reduce((sum, { feeCash }) => sum + feeCash + CENTS_A_FILL, 0n);
  const isRounding = magnitude(difference.cash) <= slack;
  const near = (symbol: string, change: Qty) => {
    const fills = recentFills.filter(fill => fill.symbol === symbol).length;
    return fills > 0 && magnitude(change) <= BigInt(fills + 1);
  };
  const part = (wanted: boolean) =>
    new Map([...difference.coins].filter(([symbol, change]) => near(symbol, change) === wanted));
  return {
    rounding: { cash: isRounding ? difference.cash : cents(0), coins: part(true) },
    drift: { cash: isRounding ? cents(0) : difference.cash, coins: part(false) },
  };
}

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

export const isNothing = ({ cash, coins }: Difference): boolean => cash === 0n && coins.size === 0;
