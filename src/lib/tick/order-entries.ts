import type { BrokerOrder } from '../broker/broker.ts';
import { isoTime } from '../core/clock.ts';
import { type Fill, ratePpm, settle } from '../core/fill.ts';
import { formatCents, formatPrice, formatQty, type Qty, qty } from '../core/money.ts';
import { isTerminal } from '../core/order-lifecycle.ts';
import { type Entry, entry, type FillData, type IntentData } from '../journal/entry.ts';
import type { OpenOrder } from '../journal/state.ts';
import type { ApprovedOrder } from '../risk/approved-order.ts';
import type { ExitPlan } from '../trading/exit-plan.ts';
import { planData } from './plan-data.ts';

export interface IntentParts {
  readonly order: ApprovedOrder;
  /** The slot that the order's id was made of. */
  readonly slot: number;
  readonly plan: ExitPlan | null;
  readonly decisionId: string | null;
}

/** What is journalled before the order is sent. */
export function intentData({ order, slot, plan, decisionId }: IntentParts): IntentData {
  const size =
    order.size.kind === 'notional'
      ? { notional: formatCents(order.size.notional) }
      : { qty: formatQty(order.size.qty) };
  return {
    order: order.clientOrderId,
    decision: decisionId,
    symbol: order.symbol,
    side: order.side,
    purpose: order.purpose,
    reason: order.reason,
    slot,
    ...size,
    referencePrice: formatPrice(order.referencePrice),
    value: formatCents(order.notional),
    confidence: order.confidence,
    ...(plan ? { plan: planData(plan) } : {}),
  };
}

export const acceptedEntry = (
  { clientOrderId, id, status }: BrokerOrder,
  requestId: string | null = null,
): Entry<'ACCEPTED'> =>
  entry('ACCEPTED', { order: clientOrderId, brokerId: id, status, ...traced(requestId) });

/** The broker's id of an answer, where it gave one. */
export const traced = (requestId: string | null) => (requestId === null ? {} : { requestId });

interface Known {
  readonly open: OpenOrder;
  /** All fills that the broker knows of the order, each once. */
  readonly fills: readonly Fill[];
}

/** The fills that the journal does not have yet, and the end of the order when it can change no more. */
export function fillEntries(order: BrokerOrder, { open, fills }: Known, feeRate: number): Entry[] {
  const fresh = fills.filter(fill => !open.fills.includes(fill.id));
  return [
    ...fresh.map(fill => entry('FILL', fillData(fill, feeRate))),
    ...closing(order, qty(open.filledQty + totalQty(fresh))),
  ];
}

export const totalQty = (fills: readonly Fill[]): Qty => qty(fills.reduce((sum, fill) => sum + fill.qty, 0n));

/** An order that has ended stays open here while the broker still owes us fills of it. */
const closing = ({ clientOrderId, status, filledQty }: BrokerOrder, known: Qty): Entry[] =>
  isTerminal(status) && known === filledQty
    ? [entry('CLOSED', { order: clientOrderId, status, filledQty: formatQty(filledQty) })]
    : [];

/** A fill as the journal keeps it, with what it moves after fees. */
function fillData(fill: Fill, feeRate: number): FillData {
  const settled = settle(fill, ratePpm(feeRate));
  return {
    fill: fill.id,
    order: fill.clientOrderId,
    symbol: fill.symbol,
    side: fill.side,
    qty: formatQty(fill.qty),
    price: formatPrice(fill.price),
    at: isoTime(fill.atMs),
    cash: formatCents(settled.cash),
    net: formatQty(settled.qty),
    fee: formatCents(settled.feeValue),
  };
}
