import { qty } from '../../core/money.ts';
import { lotsQty } from '../../core/position.ts';
import { entry } from '../../journal/entry.ts';
import { coinSlack, isNear } from '../../journal/rounding.ts';
import { type OpenOrder, symbolState } from '../../journal/state.ts';
import type { TickSettings } from '../../tick/settings.ts';
import { ARRIVES_WITHIN_MS, isTraced } from './order-traces.ts';
import type { TickPorts } from './ports.ts';
import { takeOver } from './take-over.ts';

/** The negative-resolution rule: an order counts as never sent after as many misses, some time, and without a trace. */
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
  if (misses < ABSENT_AFTER_MISSES || clock.now() - open.intendedMs < ARRIVES_WITHIN_MS) return;
  if ((await isTraced(ports, open)) || (await coinsMoved(ports, open))) return;
  journal.record(entry('ABSENT', { order: open.order }));
}

/** Whether coins of the order's symbol moved, though no record says why. */
async function coinsMoved({ broker, journal }: TickPorts, { symbol }: OpenOrder): Promise<boolean> {
  const positions = await broker.positions();
  const held = positions.find(position => position.symbol === symbol)?.qty ?? qty(0);
  const own = lotsQty(symbolState(journal.state.books.main, symbol).lots);
  return !isNear(held, own, broker.settlesExactly ? 0n : coinSlack(journal.state, symbol));
}
