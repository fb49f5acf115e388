import type { Reason } from '../../core/reason.ts';
import { costOf, priceNanos, proceedsOf, safeCents } from './amounts.ts';
import { FillTable } from './fill-table.ts';
import type { Holding } from './holding.ts';
import type { Terms } from './terms.ts';
import { TradeTable } from './trade-table.ts';

/** One cash account and what was done on it. */
export class Account {
  readonly terms: Terms;
  readonly holdings: readonly Holding[];
  readonly fills: FillTable;
  readonly trades: TradeTable;
  readonly rejected: Partial<Record<Reason, number>> = {};
  cash: number;
  /** Equity was used up: nothing trades any more. */
  halted = false;

  constructor(terms: Terms, holdings: readonly Holding[], startingCents: number) {
    this.terms = terms;
    this.holdings = holdings;
    this.cash = safeCents(startingCents);
    this.fills = new FillTable(startingCents);
    this.trades = new TradeTable(this.fills, terms.nextOpen ? 1 : 0);
  }

  reject(reason: Reason): void {
    this.rejected[reason] = (this.rejected[reason] ?? 0) + 1;
  }

  /** Moves cash by `change` and writes the fill that did it: `fills.next`. */
  book(change: number): void {
    this.cash = safeCents(this.cash + change);
    this.fills.push(this.cash);
  }

  /** Cash less twice what the open shorts would cost to buy back. */
  freeCents(): number {
    let cents = this.cash;
    for (const { side, qty, last } of this.holdings) {
      if (side < 0) cents -= 2 * costOf(qty, priceNanos(last));
    }
    return cents;
  }

  /** Cash and positions at the last prices, against us where it must round. */
  equityCents(): number {
    let cents = this.cash;
    for (const { side, qty, last } of this.holdings) {
      if (side > 0) cents += proceedsOf(qty, priceNanos(last));
      if (side < 0) cents -= costOf(qty, priceNanos(last));
    }
    return cents;
  }

  /** The same in dollars, for the curve. */
  equity(): number {
    let dollars = this.cash / 100;
    for (const { side, qty, last } of this.holdings) {
      if (side !== 0) dollars += ((side * qty) / 1e9) * last;
    }
    return dollars;
  }

  get inMarket(): boolean {
    for (const { side } of this.holdings) if (side !== 0) return true;
    return false;
  }
}
