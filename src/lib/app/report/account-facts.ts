import { type Cents, cents, formatCents } from '../../core/money.ts';
import { lotsCost, lotsQty, marketValue } from '../../core/position.ts';
import type { JournalPeriod } from '../../drift/read-period.ts';
import type { Book } from '../../journal/entry.ts';
import type { BookState, HiveState } from '../../journal/state.ts';
import { equityOf, type Marks } from '../../tick/market-view.ts';
import type { ReportOutput } from '../schemas/report.ts';

export interface Valued {
  readonly start: Marks;
  readonly end: Marks;
}

/** What the account and the control arm were worth, and where the difference came from. */
export function accountFacts(
  { start, end }: JournalPeriod,
  marks: Valued,
): Pick<ReportOutput, 'equity' | 'profit'> {
  const book = (name: Book) => bookFacts(start.books[name], end.books[name], marks);
  const [main, control] = [book('main'), book('control')];
  return {
    equity: {
      start: formatCents(main.start),
      end: formatCents(main.end),
      controlStart: formatCents(control.start),
      controlEnd: formatCents(control.end),
    },
    profit: {
      total: formatCents(main.total),
      realised: formatCents(main.realised),
      unrealised: formatCents(cents(main.total - main.realised)),
      fees: formatCents(cents(end.books.main.fees - start.books.main.fees)),
      external: formatCents(main.external),
      control: formatCents(control.total),
      cash: '0.00',
    },
  };
}

interface BookFacts {
  readonly start: Cents;
  readonly end: Cents;
  readonly total: Cents;
  readonly realised: Cents;
  readonly external: Cents;
}

function bookFacts(before: BookState, after: BookState, marks: Valued): BookFacts {
  const [start, end] = [equityOf(before, marks.start), equityOf(after, marks.end)];
  const external = cents(after.external - before.external);
  return {
    start,
    end,
    external,
    total: cents(end - start - external),
    realised: cents(after.realised - before.realised),
  };
}

/** What is held at the end. */
export function positionFacts({ books }: HiveState, marks: Marks): ReportOutput['positions'] {
  return Object.entries(books.main.symbols).flatMap(([symbol, { lots, mark }]) => {
    if (lotsQty(lots) === 0n) return [];
    const price = marks[symbol] ?? mark;
    const value = price ? marketValue(lots, price) : lotsCost(lots);
    return [{ symbol, value: formatCents(value), unrealised: formatCents(cents(value - lotsCost(lots))) }];
  });
}
