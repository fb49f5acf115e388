import { cents, formatCents } from '../core/money.ts';
import { lotsCost } from '../core/position.ts';
import type { Book } from '../journal/entry.ts';
import type { BookState, HiveState } from '../journal/state.ts';
import { type Finding, Findings } from './finding.ts';

/** Lots without coins or below cost nothing, and the identity of money: what was made is what is there, in both books. */
export function checkLots(state: HiveState): Finding {
  const findings = new Findings('lots', 'recomputed');
  for (const name of ['main', 'control'] as const) {
    const book = state.books[name];
    checkSigns(findings, name, book);
    findings.count();
    const { startingCash } = state;
    const costs = Object.values(book.symbols).reduce((sum, { lots }) => sum + lotsCost(lots), 0n);
    const made = cents(book.cash + costs - startingCash - book.external);
    findings.equal(`realised profit of ${name}`, formatCents(book.realised), formatCents(made));
  }
  return findings.finding;
}

function checkSigns(findings: Findings, name: Book, { symbols }: BookState): void {
  for (const [symbol, { lots }] of Object.entries(symbols)) {
    findings.count();
    const bad = lots.filter(lot => lot.qty <= 0n || lot.cost < 0n).length;
    findings.equal(`lots of ${symbol} in ${name} below zero`, String(bad), '0');
  }
}
