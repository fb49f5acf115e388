import type { BrokerFill } from '../broker/broker.ts';
import { DAY_MS, HOUR_MS } from '../core/interval.ts';
import { cents, formatCents, formatQty, parseCents, parseQty, qty } from '../core/money.ts';
import type { BrokerBooks, Scope } from './broker-books.ts';
import { NO_SYMBOL } from './correction.ts';
import { type FeeDay, type FeeLine, feeDays, isEven } from './fee-days.ts';
import type { Findings } from './finding.ts';
import type { JournalBooks } from './journal-books.ts';

/** How long after a day its fees may still be missing at the broker. */
const POSTED_AFTER_MS = DAY_MS;
const LATEST_END_MS = 5 * HOUR_MS;
/** Fees of sales are taken in dollars. */
const DOLLARS = 'USD';

export interface Sides {
  readonly journal: JournalBooks;
  readonly broker: BrokerBooks;
  readonly scope: Scope;
}

/** The fees that the fills implied against those that were posted, by day and what they were taken in. */
export function compareEstimates(findings: Findings, { journal, broker, scope }: Sides): void {
  const { sinceMs, nowMs } = scope;
  const groups = feeDays(estimatedFees(journal), postedFees(broker));
  const judged = groups.filter(days => days.some(({ startMs }) => startMs + DAY_MS > sinceMs));
  const others = othersFills(journal, broker);
  for (const group of judged) {
    const isMixed = others.some(({ atMs }) => isWithin(group, atMs));
    if (isMixed) findings.pending(`${nameOf(group)} hold those of orders that HIVE did not make`);
    else judge(findings, group, nowMs);
  }
}

/** Fills that are not in the journal: a posted fee does not say for whose fill it was taken. */
function othersFills(journal: JournalBooks, { fills }: BrokerBooks): readonly BrokerFill[] {
  const own = new Set(journal.fills.map(({ data }) => data.fill));
  return fills.filter(({ id }) => !own.has(id));
}

/** A day of New York ends some hours after that of UTC. */
const isWithin = (days: readonly FeeDay[], atMs: number): boolean =>
  days.some(({ startMs }) => startMs <= atMs && atMs < startMs + DAY_MS + LATEST_END_MS);

function nameOf(days: readonly FeeDay[]): string {
  const [first] = days;
  const last = days.at(-1);
  return `fees of ${first?.day}${last === first ? '' : ` to ${last?.day}`} in ${first?.of}`;
}

const estimatedFees = ({ fills }: JournalBooks): FeeLine[] =>
  fills.map(({ data }) => {
    const atMs = Date.parse(data.at);
    if (data.side === 'sell') return { of: DOLLARS, atMs, amount: parseCents(data.fee) };
    return { of: data.symbol, atMs, amount: qty(parseQty(data.qty) - parseQty(data.net)) };
  });

const postedFees = ({ fees }: BrokerBooks): FeeLine[] =>
  fees.flatMap(({ symbol, qty: coins, cash, atMs }) => [
    ...(coins === 0n ? [] : [{ of: symbol ?? NO_SYMBOL, atMs, amount: coins }]),
    ...(cash === 0n ? [] : [{ of: DOLLARS, atMs, amount: cash }]),
  ]);

function judge(findings: Findings, days: readonly FeeDay[], nowMs: number): void {
  findings.count();
  if (isEven(days)) return;
  const what = nameOf(days);
  const lastMs = Math.max(...days.map(({ startMs }) => startMs));
  if (nowMs < lastMs + DAY_MS + POSTED_AFTER_MS) findings.pending(`${what} may not be posted yet`);
  else findings.differs(what, inWords(days, 'estimated'), inWords(days, 'posted'));
}

function inWords(days: readonly FeeDay[], side: 'estimated' | 'posted'): string {
  const total = days.reduce((sum, day) => sum + day[side], 0n);
  const amount = days[0]?.of === DOLLARS ? formatCents(cents(total)) : formatQty(qty(total));
  return `${amount} ${side}`;
}
