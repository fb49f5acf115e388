import { isoTime } from '../../core/clock.ts';
import { type Cents, cents, formatCents, formatPrice } from '../../core/money.ts';
import type { Drift, Part } from '../../drift/drift.ts';
import { meanPrice } from '../../drift/live-orders.ts';
import { PARTS } from '../../drift/part-names.ts';
import type { View } from '../../trading/strategy.ts';
import type { ReportOutput } from '../schemas/report.ts';

type DriftOutput = NonNullable<ReportOutput['drift']>;

/**
 * Live against replay, for reading.
 * @param profit of the account over the period; what a person's hand changed is what ticks do not explain of it
 */
export function driftFacts(drift: Drift, profit: Cents): DriftOutput {
  const { replay, live, moments, notRun, parts } = drift;
  return {
    replay: formatCents(replay),
    live: formatCents(live),
    byHand: formatCents(cents(profit - live)),
    parts: PARTS.map(name => ({ name, ...partFacts(parts[name]) })),
    moments,
    notRun,
    orders: drift.orders.map(({ live: order, momentMs, begin, sent }) => {
      const { intent, fills } = order;
      const filled = meanPrice(fills);
      return {
        ...{ order: intent.order, symbol: intent.symbol, side: intent.side, reason: intent.reason },
        moment: isoTime(momentMs),
        sentAt: isoTime(order.atMs),
        begin: begin === null ? null : formatPrice(begin),
        sent: formatPrice(sent),
        filled: filled === null ? null : formatPrice(filled),
      };
    }),
    missed: drift.missed.map(({ path, why }) => ({
      at: isoTime(path.atMs),
      symbol: path.order.symbol,
      side: path.order.side,
      reason: path.order.reason,
      value: formatCents(path.order.notional),
      price: formatPrice(path.price),
      why,
    })),
    changed: drift.changed.map(({ symbol, atMs, was, today }) => ({
      at: isoTime(atMs),
      symbol,
      was: saidIn(was),
      today: saidIn(today),
    })),
  };
}

/** What is known of no case at all is not nothing: it is not known. */
function partFacts({ amount, cases, unknown }: Part) {
  const isUnknown = amount === 0n && unknown > 0 && unknown >= cases;
  return { amount: isUnknown ? null : formatCents(amount), cases, unknown };
}

function saidIn({ opinion }: View): string {
  if (opinion.kind === 'none') return opinion.reason;
  const { action, confidence } = opinion.signal;
  return `${action} ${confidence.toFixed(4)}`;
}
