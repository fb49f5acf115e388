import { isoTime } from '../../core/clock.ts';
import { HOUR_MS } from '../../core/interval.ts';
import { formatCents, formatQty } from '../../core/money.ts';
import { entry } from '../../journal/entry.ts';
import type { TickPorts } from './ports.ts';
import { unseenSince } from './unseen-since.ts';

const hourOf = (atMs: number): number => Math.floor(atMs / HOUR_MS);

/**
 * Journals the fees that the broker has posted since: what FILL records had to estimate. Asked for in the first
 * tick of each hour, since they come once a day; not at all where the books settle exactly.
 */
export async function recordPostedFees({ broker, journal, clock }: TickPorts): Promise<void> {
  const { lastTickMs, seenAtBroker } = journal.state;
  const nowMs = clock.now();
  if (broker.settlesExactly || (lastTickMs !== null && hourOf(lastTickMs) === hourOf(nowMs))) return;
  const seen = new Set(seenAtBroker.map(({ id }) => id));
  const fees = (await broker.feesSince(unseenSince(journal.state, nowMs))).filter(({ id }) => !seen.has(id));
  const entries = fees.map(({ id, symbol, qty, cash, atMs }) =>
    entry('FEE', { fee: id, symbol, qty: formatQty(qty), cash: formatCents(cash), at: isoTime(atMs) }),
  );
  if (entries.length > 0) journal.record(...entries);
}
