import { type Cents, cents, formatCents } from '../core/money.ts';
import { lotsCost, marketValue } from '../core/position.ts';
import type { TickData } from '../journal/entry.ts';
import type { BookState, HiveState } from '../journal/state.ts';
import type { Findings } from './finding.ts';

/** Cash and equity that a tick wrote down, against the books folded up to it. */
export function checkWorth(
  findings: Findings,
  { books }: HiveState,
  { seq, tick }: { seq: number; tick: TickData },
): void {
  for (const name of ['main', 'control'] as const) {
    const { cash, equity } = tick.worth[name];
    findings.count();
    findings.equal(`cash of ${name} in record ${seq}`, cash, formatCents(books[name].cash));
    findings.equal(`equity of ${name} in record ${seq}`, equity, formatCents(equityOf(books[name])));
  }
}

/** Cash and coins at the marks of the tick that was just folded; at their cost where there never was one. */
function equityOf({ cash, symbols }: BookState): Cents {
  const values = Object.values(symbols).map(({ lots, mark }) =>
    mark === null ? lotsCost(lots) : marketValue(lots, mark),
  );
  return cents(values.reduce((sum, value) => sum + value, cash as bigint));
}
