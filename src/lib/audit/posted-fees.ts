import type { BrokerFee } from '../broker/broker.ts';
import { DAY_MS } from '../core/interval.ts';
import { formatCents, formatQty } from '../core/money.ts';
import { type BrokerBooks, groupBy, type Scope } from './broker-books.ts';
import { type Correction, NO_SYMBOL } from './correction.ts';
import { compareEstimates, type Sides } from './fee-estimates.ts';
import { type Finding, Findings, NOTHING } from './finding.ts';
import type { JournalBooks } from './journal-books.ts';

/** Every posted fee against the journal's record of it, and, where fees are estimates, those against the posted ones. */
export function checkFees(journal: JournalBooks, broker: BrokerBooks, scope: Scope): Finding {
  const findings = new Findings('fees');
  compareRecords(findings, { journal, broker, scope });
  if (!broker.settlesExactly) compareEstimates(findings, { journal, broker, scope });
  return findings.finding;
}

function compareRecords(findings: Findings, { journal, broker, scope }: Sides): void {
  const listed = groupBy(broker.fees, ({ id }) => id);
  const known = new Map(
    journal.corrections.flatMap(one => (one.fee === null ? [] : [[one.fee, one] as const])),
  );
  for (const [id, [first, ...more]] of listed) {
    if (more.length > 0) findings.differs(`fee ${id}`, 'one', `listed ${more.length + 1} times`);
    if (first && !known.has(id)) judgeUnknown(findings, first, journal.state?.lastTickMs ?? null);
  }
  for (const [id, record] of known) {
    const [posted] = listed.get(id) ?? [];
    if (posted === undefined && Date.parse(record.at) < scope.sinceMs) continue;
    findings.count();
    findings.equal(`fee ${id}`, recorded(record), posted ? said(posted) : NOTHING);
  }
}

/** A tick looks for fees once an hour; they may be dated back by a day. */
function judgeUnknown(findings: Findings, fee: BrokerFee, lastTickMs: number | null): void {
  const isRecent = lastTickMs === null || fee.atMs > lastTickMs - 2 * DAY_MS;
  if (isRecent) findings.pending(`fee ${fee.id} is posted and not yet journalled`);
  else findings.differs(`fee ${fee.id}`, NOTHING, said(fee));
}

const recorded = ({ cash, coins }: Correction): string => inShort(cash, Object.entries(coins));

const said = ({ qty, symbol, cash }: BrokerFee): string =>
  inShort(formatCents(cash), qty === 0n ? [] : [[symbol ?? NO_SYMBOL, formatQty(qty)]]);

const inShort = (cash: string, coins: readonly (readonly [string, string])[]): string =>
  [`${cash} dollars`, ...coins.map(([symbol, amount]) => `${amount} ${symbol}`)].join(', ');
