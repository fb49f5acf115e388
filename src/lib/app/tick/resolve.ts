import { qty } from '../../core/money.ts';
import { lotsQty } from '../../core/position.ts';
import { entry } from '../../journal/entry.ts';
import { coinSlack, isNear } from '../../journal/rounding.ts';
import { type OpenOrder, symbolState } from '../../journal/state.ts';
import type { TickSettings } from '../../tick/settings.ts';
import { FILL_MARGIN_MS } from './fills-of.ts';
import type { TickPorts } from './ports.ts';
import { takeOver } from './take-over.ts';

/** The negative-resolution rule: an order counts as never sent only after all of this. */
const ABSENT_AFTER_MS = 15 * 60_000;
const ABSENT_AFTER_MISSES = 5;

/** S2: asks the broker about every order whose outcome the journal does not know. */
export async function resolveOpenOrders(ports: TickPorts, settings: TickSettings): Promise<void> {
  for (const open of Object.values(ports.journal.state.open)) await resolveOrder(ports, settings, open);
}

async function resolveOrder(ports: TickPorts, settings: TickSettings, open: OpenOrder): Promise<void> {
  const answer = await ports.broker.orderByClientId(open.order);
  if (answer.kind === 'FOUND') return takeOver(ports, settings, answer.order);
  if (answer.kind === 'MISSING' && !open.acknowledged) await countMiss(ports, open);
}

async function countMiss(ports: TickPorts, open: OpenOrder): Promise<void> {
  const { journal, clock } = ports;
  journal.record(entry('MISSED', { order: open.order }));
  const misses = journal.state.open[open.order]?.misses ?? 0;
  if (misses < ABSENT_AFTER_MISSES || clock.now() - open.intendedMs < ABSENT_AFTER_MS) return;
  if (!(await leftTraces(ports, open))) journal.record(entry('ABSENT', { order: open.order }));
}

/** Whether anything at the broker may come of the order: the order itself, a fill nobody owns, moved coins. */
async function leftTraces({ broker, journal }: TickPorts, open: OpenOrder): Promise<boolean> {
  const { state } = journal;
  const sinceMs = open.intendedMs - FILL_MARGIN_MS;
  const listed = await broker.ordersSince(sinceMs);
  if (listed.some(({ clientOrderId }) => clientOrderId === open.order)) return true;
  const owners = new Set([
    ...listed.map(({ id }) => id),
    ...state.recentOrders.map(({ brokerId }) => brokerId),
  ]);
  const fills = await broker.fillsSince(sinceMs);
  if (fills.some(fill => fill.symbol === open.symbol && !owners.has(fill.orderId))) return true;
  const positions = await broker.positions();
  const held = positions.find(({ symbol }) => symbol === open.symbol)?.qty ?? qty(0);
  const own = lotsQty(symbolState(state.books.main, open.symbol).lots);
  return !isNear(held, own, broker.settlesExactly ? 0n : coinSlack(state, open.symbol));
}
