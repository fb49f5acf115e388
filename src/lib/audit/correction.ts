import { cents, formatCents, formatQty, parseCents, parseQty, qty } from '../core/money.ts';
import { lotsQty } from '../core/position.ts';
import { type Entry, isEntry } from '../journal/entry.ts';
import { type HiveState, symbolState } from '../journal/state.ts';

/** Stands for the coin of a fee of which the broker does not say it. */
export const NO_SYMBOL = 'coins of no symbol';

/** A record that is neither order nor fill, and says how account and journal came together. */
export interface Correction {
  readonly seq: number;
  readonly at: string;
  readonly type: 'FEE' | 'ADJUSTED' | 'BALANCE';
  /** The broker's id of a posted fee; null for the others. */
  readonly fee: string | null;
  /** Dollars and coins: the fee that was taken, or the change of the journal's books. */
  readonly cash: string;
  readonly coins: Readonly<Record<string, string>>;
  /** Why, where a person said so. */
  readonly reason: string | null;
}

interface Place {
  readonly seq: number;
  readonly at: string;
  readonly before: HiveState;
}

/** Null for a record that corrects nothing. */
export function correctionOf(entry: Entry, { seq, at, before }: Place): Correction | null {
  if (isEntry(entry, 'FEE')) {
    const { fee, symbol, qty: taken, cash, at: postedAt } = entry.data;
    const coins = parseQty(taken) === 0n ? {} : { [symbol ?? NO_SYMBOL]: taken };
    return { seq, at: postedAt, type: 'FEE', fee, cash, coins, reason: null };
  }
  if (isEntry(entry, 'ADJUSTED')) {
    const { cash, coins } = entry.data;
    return { seq, at, type: 'ADJUSTED', fee: null, cash, coins, reason: null };
  }
  if (!isEntry(entry, 'BALANCE')) return null;
  const { main } = before.books;
  const coins = Object.entries(entry.data.coins).map(([symbol, held]) => [
    symbol,
    formatQty(qty(parseQty(held) - lotsQty(symbolState(main, symbol).lots))),
  ]);
  const cash = formatCents(cents(parseCents(entry.data.cash) - main.cash));
  const { reason } = entry.data;
  return { seq, at, type: 'BALANCE', fee: null, cash, coins: Object.fromEntries(coins), reason };
}
