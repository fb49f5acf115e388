import { DAY_MS } from '../core/interval.ts';
import { isHiveOrderId } from '../core/order.ts';
import type { HiveState } from '../journal/state.ts';
import { checkAmounts } from './amounts.ts';
import type { BrokerBooks, Scope } from './broker-books.ts';
import { type CashSums, cashSums, checkCash } from './cash.ts';
import type { Correction } from './correction.ts';
import { checkFills } from './fills.ts';
import type { Difference, Finding, Pending } from './finding.ts';
import { type AccountBooks, checkAccount, checkPositions } from './holdings.ts';
import type { JournalBooks } from './journal-books.ts';
import { checkLots } from './lots.ts';
import { checkOrders } from './orders.ts';
import { checkFees } from './posted-fees.ts';

/** What became of holding the journal against the broker. */
export interface Audit {
  /** What was compared, and how many things of it. */
  readonly findings: readonly Finding[];
  readonly differences: readonly Difference[];
  /** What cannot be judged yet. */
  readonly pending: readonly Pending[];
  /** Records of fees and of corrections, oldest first. */
  readonly corrections: readonly Correction[];
  /** Null before the first record. */
  readonly cash: CashSums | null;
  /** Orders of the account that HIVE did not make. */
  readonly otherOrders: number;
}

/** What the journal alone can tell: no broker is needed. Empty before the first record. */
export function checkJournal(journal: JournalBooks): Finding[] {
  const { state } = journal;
  return state ? [checkAmounts(journal), checkLots(state), journal.worth.finding, journal.once.finding] : [];
}

/** Account number, coins and cash against the broker. Empty before the first record. */
export function checkHoldings(journal: JournalBooks, broker: AccountBooks): Finding[] {
  const { state } = journal;
  if (!state) return [];
  const sums = cashSums(journal, state, broker);
  return [checkAccount(state, broker), checkPositions(state, broker), checkCash(state, sums, broker)];
}

/** Holds every order, fill, fee, coin and cent of the journal against the broker. */
export function audit(journal: JournalBooks, broker: BrokerBooks, scope: Scope): Audit {
  const { state } = journal;
  const said = { ...broker, fees: broker.fees.filter(({ atMs }) => atMs >= firstDayOf(state)) };
  const findings = [
    ...checkHoldings(journal, said),
    checkOrders(journal, said, scope),
    checkFills(journal, said, scope),
    checkFees(journal, said, scope),
    ...checkJournal(journal),
  ];
  return {
    findings,
    differences: findings.flatMap(({ differences }) => differences),
    pending: findings.flatMap(({ pending }) => pending),
    corrections: journal.corrections.filter(({ at }) => Date.parse(at) >= scope.sinceMs),
    cash: state && cashSums(journal, state, said),
    otherOrders: said.orders.filter(({ clientOrderId }) => !isHiveOrderId(clientOrderId)).length,
  };
}

/** Older fees are of fills from before the journal began. The broker's day ends at another hour than ours. */
const firstDayOf = (state: HiveState | null): number =>
  Math.floor((state?.startedMs ?? 0) / DAY_MS - 1) * DAY_MS;
