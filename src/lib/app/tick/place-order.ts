import type { Reason } from '../../core/reason.ts';
import { type Entry, entry } from '../../journal/entry.ts';
import { quoteRefusal } from '../../risk/quote-refusal.ts';
import type { SeenQuote } from '../../tick/market-view.ts';
import { type IntentParts, intentData, traced } from '../../tick/order-entries.ts';
import type { TickSettings } from '../../tick/settings.ts';
import type { TickPorts } from './ports.ts';
import { stopTrading } from './stop-trading.ts';
import { takeOver } from './take-over.ts';

/** How long S9 waits before it asks again for the end of an order; the next tick goes on asking. */
const POLL_WAITS_MS = [250, 750, 2_000, 4_000];
/** How far the two clocks may run apart within a tick. */
const MAX_JUMP_MS = 5_000;

export interface Placement extends IntentParts {
  /** Records that become durable together with the intent. */
  readonly before: readonly Entry[];
  readonly seen: SeenQuote;
  readonly startedAt: Start;
}

/** When the tick began, on the wall clock and on the one that never goes back. */
export interface Start {
  readonly wallMs: number;
  readonly steadyMs: number;
}

export const startOf = ({ clock }: Pick<TickPorts, 'clock'>): Start => ({
  wallMs: clock.now(),
  steadyMs: clock.monotonic(),
});

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
  const trace = traced(outcome.requestId);
  if (outcome.kind === 'REFUSED') {
    const { code, message } = outcome;
    journal.record(entry('REFUSED', { order: data.order, code, message, ...trace }));
    return 'BROKER_REFUSED';
  }
  if (outcome.kind === 'UNKNOWN') {
    journal.record(entry('UNKNOWN', { order: data.order, detail: outcome.detail, ...trace }));
    if (outcome.violation) throw violation(ports, data.order, outcome.detail);
    return 'BROKER_UNKNOWN';
  }
  await takeOver(ports, settings, outcome.order, outcome.requestId);
  await poll(ports, settings, { order: data.order, startedAt: placement.startedAt });
  return null;
}

const violation = (ports: TickPorts, order: string, detail: string) =>
  stopTrading(ports, {
    code: 'PROTOCOL_VIOLATION',
    message: `The broker answered to order ${order} with another one: ${detail}.`,
    next: 'Compare the orders with the broker (hive trade audit)',
  });

/** What may have changed since the decision: the switches, the clocks, the age of the quote. */
function lastLook(ports: TickPorts, settings: TickSettings, { seen, startedAt }: Placement) {
  const halt = ports.halt.read();
  if (halt !== null) return { reason: 'HALTED' as const, message: halt };
  const disarmed = ports.arm.read();
  if (disarmed !== null) return { reason: 'NOT_ARMED' as const, message: disarmed };
  const { wallMs, steadyMs } = startOf(ports);
  const elapsed = steadyMs - startedAt.steadyMs;
  if (elapsed > settings.deadlineMs)
    return { reason: 'DEADLINE' as const, message: 'the tick took too long' };
  if (Math.abs(wallMs - startedAt.wallMs - elapsed) > MAX_JUMP_MS)
    return {
      reason: 'CLOCK_JUMPED' as const,
      message: `the wall clock moved ${wallMs - startedAt.wallMs} ms in ${elapsed} ms`,
    };
  const gate = { nowMs: wallMs, quote: seen.quote, quoteHeldMs: steadyMs - seen.seenAt };
  const refusal = quoteRefusal(gate, settings.limits);
  if (refusal) {
    const { reason, rule, value, limit } = refusal;
    return { reason, message: `${rule}: ${value}, limit ${limit}` };
  }
  return ports.isDryRun ? { reason: 'DRY_RUN' as const, message: 'a dry run sends nothing' } : null;
}

async function poll(
  ports: TickPorts,
  settings: TickSettings,
  { order, startedAt }: { order: string; startedAt: Start },
): Promise<void> {
  for (const waitMs of POLL_WAITS_MS) {
    const isOpen = Object.hasOwn(ports.journal.state.open, order);
    if (!isOpen || ports.clock.monotonic() - startedAt.steadyMs > settings.deadlineMs) return;
    await ports.wait(waitMs);
    const answer = await ports.broker.orderByClientId(order);
    if (answer.kind === 'FOUND') await takeOver(ports, settings, answer.order);
  }
}
