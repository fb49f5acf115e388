import { isHiveOrderId } from '../../core/order.ts';
import { entry } from '../../journal/entry.ts';
import type { OpenOrder } from '../../journal/state.ts';
import type { TickSettings } from '../../tick/settings.ts';
import type { TickPorts } from './ports.ts';
import { stopTrading } from './stop-trading.ts';
import { takeOver } from './take-over.ts';

/** The negative-resolution rule: an order counts as never sent only after all of this. */
const ABSENT_AFTER_MS = 15 * 60_000;
const ABSENT_AFTER_MISSES = 5;
const FOREIGN_WINDOW_MS = 86_400_000;

/** S2: asks the broker about every order whose outcome the journal does not know. */
export async function resolveOpenOrders(ports: TickPorts, settings: TickSettings): Promise<void> {
  for (const open of Object.values(ports.journal.state.open)) await resolveOrder(ports, settings, open);
}

async function resolveOrder(ports: TickPorts, settings: TickSettings, open: OpenOrder): Promise<void> {
  const answer = await ports.broker.orderByClientId(open.order);
  if (answer.kind === 'FOUND') return takeOver(ports, settings, answer.order);
  if (answer.kind === 'MISSING' && !open.acknowledged) await countMiss(ports, open);
}

async function countMiss({ journal, broker, clock }: TickPorts, open: OpenOrder): Promise<void> {
  journal.record(entry('MISSED', { order: open.order }));
  const misses = journal.state.open[open.order]?.misses ?? 0;
  if (misses < ABSENT_AFTER_MISSES || clock.now() - open.intendedMs < ABSENT_AFTER_MS) return;
  const listed = await broker.orderIdsSince(open.intendedMs - FOREIGN_WINDOW_MS);
  const filled = await broker.fills(open.order);
  if (!listed.includes(open.order) && filled.length === 0)
    journal.record(entry('ABSENT', { order: open.order }));
}

/**
 * An order that carries a HIVE id but is not in our journal: another hive uses this account, or the journal
 * is not the whole one. Limits kept in two journals cannot add up, so trading stops.
 * @throws HiveError (refused, FOREIGN_ORDER) after switching trading off.
 */
export async function refuseForeignOrders(ports: TickPorts): Promise<void> {
  const { broker, journal, clock } = ports;
  const known = new Set(journal.state.recentOrders.map(({ order }) => order));
  const ids = await broker.orderIdsSince(clock.now() - FOREIGN_WINDOW_MS);
  const foreign = ids.find(id => isHiveOrderId(id) && !known.has(id));
  if (!foreign) return;
  throw stopTrading(ports, {
    code: 'FOREIGN_ORDER',
    message: `The account holds order ${foreign}, which this journal did not make.`,
    next: 'Run one hive an account; if the journal was restored, compare it with the broker',
  });
}
