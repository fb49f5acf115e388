import type { BrokerFee } from '../../broker/broker.ts';
import { isoTime } from '../../core/clock.ts';
import { HiveError } from '../../core/errors.ts';
import { DAY_MS, HOUR_MS } from '../../core/interval.ts';
import { formatCents, formatQty } from '../../core/money.ts';
import { entry } from '../../journal/entry.ts';
import type { TickPorts } from './ports.ts';
import { unseenSince } from './unseen-since.ts';

const hourOf = (atMs: number): number => Math.floor(atMs / HOUR_MS);

/**
 * Journals the fees that the broker has posted since: what FILL records had to estimate. Asked for in the first
 * tick of each hour, since they come once a day; not at all where the books settle exactly. No decision rests on
 * them, so that a tick goes on without.
 * @returns what a person should know, in words.
 */
export async function recordPostedFees({ broker, journal, clock }: TickPorts): Promise<string[]> {
  const { lastTickMs } = journal.state;
  const nowMs = clock.now();
  if (broker.settlesExactly || (lastTickMs !== null && hourOf(lastTickMs) === hourOf(nowMs))) return [];
  try {
    const sinceMs = unseenSince(journal.state, nowMs);
    // A fee that names its day only lies at the beginning of it, up to a day before it was posted.
    const posted = (await broker.feesSince(sinceMs)).filter(({ atMs }) => atMs >= sinceMs - DAY_MS);
    recordFees(journal, posted);
    return [];
  } catch (error) {
    if (error instanceof HiveError && error.kind === 'broker')
      return [`Fees were not read: ${error.message}`];
    throw error;
  }
}

function recordFees(journal: TickPorts['journal'], posted: readonly BrokerFee[]): void {
  const seen = new Set(journal.state.seenAtBroker.map(({ id }) => id));
  const fees = posted.filter(({ id }) => !seen.has(id));
  const entries = fees.map(({ id, symbol, qty, cash, atMs }) =>
    entry('FEE', { fee: id, symbol, qty: formatQty(qty), cash: formatCents(cash), at: isoTime(atMs) }),
  );
  if (entries.length > 0) journal.record(...entries);
}
