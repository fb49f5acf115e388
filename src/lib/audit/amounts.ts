import { ratePpm, settle } from '../core/fill.ts';
import { formatCents, formatQty, notional, parseCents, parsePrice, parseQty } from '../core/money.ts';
import type { FillData, IntentData } from '../journal/entry.ts';
import { type Finding, Findings } from './finding.ts';
import type { JournalBooks } from './journal-books.ts';

/** Recomputes what every fill moved from its quantity and price, and the value of every order from its size. */
export function checkAmounts({ fills, shadows, orders }: JournalBooks): Finding {
  const findings = new Findings('amounts', 'recomputed');
  for (const { data, feeRate } of fills) checkFill(findings, `fill ${data.fill}`, data, feeRate);
  for (const { data, feeRate, seq } of shadows)
    checkFill(findings, `control fill in record ${seq}`, data, feeRate);
  for (const { intent } of orders.values()) checkValue(findings, intent);
  return findings.finding;
}

type Settled = Pick<FillData, 'side' | 'qty' | 'price' | 'cash' | 'net' | 'fee'>;

function checkFill(findings: Findings, what: string, fill: Settled, feeRate: number): void {
  findings.count();
  const gross = { side: fill.side, qty: parseQty(fill.qty), price: parsePrice(fill.price) };
  const settled = settle(gross, ratePpm(feeRate));
  findings.equal(`${what}: cash`, fill.cash, formatCents(settled.cash));
  findings.equal(`${what}: net coins`, fill.net, formatQty(settled.qty));
  findings.equal(`${what}: fee`, fill.fee, formatCents(settled.feeValue));
}

function checkValue(findings: Findings, { order, value, notional: money, qty, referencePrice }: IntentData) {
  findings.count();
  const sold = qty === undefined ? null : notional(parseQty(qty), parsePrice(referencePrice), 'ceil');
  const expected = money === undefined ? sold : parseCents(money);
  findings.equal(`order ${order}: value`, value, expected === null ? 'no size' : formatCents(expected));
}
