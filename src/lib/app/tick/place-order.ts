import type { Reason } from '../../core/reason.ts';
import { type Entry, entry } from '../../journal/entry.ts';
import { quoteRefusal } from '../../risk/quote-refusal.ts';
import type { SeenQuote } from '../../tick/market-view.ts';
import { type IntentParts, intentData } from '../../tick/order-entries.ts';
import type { TickSettings } from '../../tick/settings.ts';
import type { TickPorts } from './ports.ts';
import { takeOver } from './take-over.ts';

/** How often and how long S9 asks for the end of an order; the next tick goes on asking. */
const POLLS = 20;
const POLL_MS = 250;

export interface Placement extends IntentParts {
  /** Records that become durable together with the intent. */
  readonly before: readonly Entry[];
  readonly seen: SeenQuote;
  /** When the tick began on the clock that never goes back. */
  readonly startedAt: number;
}

/** S6 to S10 for one order. @returns why it did not trade, or null when the broker took it. */
export async function placeOrder(
  ports: TickPorts,
  settings: TickSettings,
  placement: Placement,
): Promise<Reason | null> {
  const { journal, broker } = ports;
  const { order } = placement;
  const data = intentData(placement);
  journal.record(...placement.before, entry('INTENT', data));
  const stopped = lastLook(ports, settings, placement);
  if (stopped) {
    journal.record(entry('REFUSED', { order: data.order, code: 'NOT_SENT', message: stopped.message }));
    return stopped.reason;
  }
  const outcome = await broker.submit(order);
  if (outcome.kind === 'REFUSED') {
    journal.record(entry('REFUSED', { order: data.order, code: outcome.code, message: outcome.message }));
    return 'BROKER_REFUSED';
  }
  if (outcome.kind === 'UNKNOWN') {
    journal.record(entry('UNKNOWN', { order: data.order, detail: outcome.detail }));
    return 'BROKER_UNKNOWN';
  }
  await takeOver(ports, settings, outcome.order);
  await poll(ports, settings, { order: data.order, startedAt: placement.startedAt });
  return null;
}

/** What may have changed since the decision: the kill switch, the age of the quote, the time left. */
function lastLook(ports: TickPorts, settings: TickSettings, { seen, startedAt }: Placement) {
  const halt = ports.halt.read();
  if (halt !== null) return { reason: 'HALTED' as const, message: halt };
  const steady = ports.clock.monotonic();
  if (steady - startedAt > settings.deadlineMs)
    return { reason: 'DEADLINE' as const, message: 'the tick took too long' };
  const gate = { nowMs: ports.clock.now(), quote: seen.quote, quoteHeldMs: steady - seen.seenAt };
  const refusal = quoteRefusal(gate, settings.limits);
  return (
    refusal && {
      reason: refusal.reason,
      message: `${refusal.rule}: ${refusal.value}, limit ${refusal.limit}`,
    }
  );
}

async function poll(
  ports: TickPorts,
  settings: TickSettings,
  { order, startedAt }: { order: string; startedAt: number },
): Promise<void> {
  for (let asked = 0; asked < POLLS && Object.hasOwn(ports.journal.state.open, order); asked++) {
    if (ports.clock.monotonic() - startedAt > settings.deadlineMs) return;
    await ports.wait(POLL_MS);
    const answer = await ports.broker.orderByClientId(order);
    if (answer.kind === 'FOUND') await takeOver(ports, settings, answer.order);
  }
}
