import { cents, formatCents, notional, parseCents, parsePrice, parseQty } from '../core/money.ts';
import { cashSlack, isNear } from '../journal/rounding.ts';
import type { HiveState } from '../journal/state.ts';
import { type Finding, Findings } from './finding.ts';
import type { AccountBooks } from './holdings.ts';
import type { JournalBooks } from './journal-books.ts';

/** Where the cash came from, in dollars. */
export interface CashSums {
  readonly opening: string;
  /** Gross, before fees. */
  readonly sold: string;
  readonly bought: string;
  /** Fees taken in dollars. */
  readonly fees: string;
  /** What ADJUSTED and BALANCE records changed. */
  readonly corrected: string;
  readonly book: string;
  readonly broker: string;
}

export function cashSums(journal: JournalBooks, state: HiveState, { account }: AccountBooks): CashSums {
  const gross = (side: 'buy' | 'sell') =>
    journal.fills.reduce((sum, { data }) => {
      const rounding = side === 'buy' ? 'ceil' : 'floor';
      const value = notional(parseQty(data.qty), parsePrice(data.price), rounding);
      return data.side === side ? sum + value : sum;
    }, 0n);
  const fees = journal.fills.reduce(
    (sum, { data }) => (data.side === 'sell' ? sum + parseCents(data.fee) : sum),
    0n,
  );
  const changes = journal.corrections.filter(({ type }) => type !== 'FEE');
  const corrected = changes.reduce((sum, { cash }) => sum + parseCents(cash), 0n);
  return {
    opening: formatCents(state.startingCash),
    sold: formatCents(cents(gross('sell'))),
    bought: formatCents(cents(gross('buy'))),
    fees: formatCents(cents(fees)),
    corrected: formatCents(cents(corrected)),
    book: formatCents(state.books.main.cash),
    broker: formatCents(account.cash),
  };
}

/** The identity of cash, and the book's cash against the broker's: to the cent where books settle exactly. */
export function checkCash(
  state: HiveState,
  sums: CashSums,
  { account, settlesExactly }: AccountBooks,
): Finding {
  const findings = new Findings('cash');
  findings.count();
  const { opening, sold, bought, fees, corrected, book } = sums;
  const sum = cents(
    parseCents(opening) + parseCents(sold) - parseCents(bought) - parseCents(fees) + parseCents(corrected),
  );
  if (formatCents(sum) !== book)
    findings.differs('opening + sold - bought - fees + corrections', book, formatCents(sum), 'recomputed');
  if (Object.keys(state.open).length > 0) {
    findings.pending('cash, while an order is open');
    return findings.finding;
  }
  findings.count();
  if (!isNear(account.cash, state.books.main.cash, settlesExactly ? 0n : cashSlack(state)))
    findings.differs('cash', book, formatCents(account.cash));
  return findings.finding;
}
