import { type Fill, settle } from '../../core/fill.ts';
import { sha256 } from '../../core/hash.ts';
import { affordableQty, cents, notional, type Price, type Qty, qty } from '../../core/money.ts';
import type { OrderSize } from '../../core/order.ts';
import type { ApprovedOrder } from '../../risk/approved-order.ts';
import type { Holdings, LedgerAccount, LedgerEntry } from './ledger.ts';
import { accountRefusal, type Refused, type Trade } from './rules.ts';

export interface Execution {
  readonly order: ApprovedOrder;
  /** Price at which the whole order fills. */
  readonly price: Price;
  /** Fee rate in parts per million. */
  readonly feePpm: bigint;
  readonly atMs: number;
}

export type ExecutionResult = { readonly kind: 'FILLED'; readonly entry: LedgerEntry } | Refused;

/**
 * What one market order does to the account: a pure function of its arguments.
 * Ids follow from the client order id alone.
 */
export function execute(account: LedgerAccount, execution: Execution): ExecutionResult {
  const { order, price, feePpm } = execution;
  const { symbol, side } = order;
  const trade = { symbol, side, ...sized(order.size, price) };
  const refusal = accountRefusal(trade, account);
  if (refusal) return refusal;
  const fill = fillOf(execution, trade.qty);
  const change = settle(fill, feePpm);
  return {
    kind: 'FILLED',
    entry: {
      order: filledOrder(execution, trade.qty),
      fills: [fill],
      cash: cents(account.cash + change.cash),
      positions: moved(account.positions, symbol, change.qty),
    },
  };
}

function sized(size: OrderSize, price: Price): Pick<Trade, 'qty' | 'cost' | 'basis'> {
  if (size.kind === 'notional') {
    return { qty: affordableQty(size.notional, price), cost: size.notional, basis: size.notional };
  }
  const { qty } = size;
  return { qty, cost: notional(qty, price, 'ceil'), basis: notional(qty, price, 'floor') };
}

const derivedId = (kind: string, clientOrderId: string): string =>
  `sim-${kind}-${sha256(`${kind}\n${clientOrderId}`).slice(0, 24)}`;

function fillOf({ order, price, atMs }: Execution, gross: Qty): Fill {
  const { clientOrderId, symbol, side } = order;
  return { id: derivedId('fill', clientOrderId), clientOrderId, symbol, side, qty: gross, price, atMs };
}

function filledOrder({ order, price, atMs }: Execution, gross: Qty): LedgerEntry['order'] {
  const { clientOrderId, symbol, side, size } = order;
  return {
    id: derivedId('order', clientOrderId),
    clientOrderId,
    symbol,
    side,
    notional: size.kind === 'notional' ? size.notional : null,
    qty: size.kind === 'qty' ? size.qty : null,
    status: 'filled',
    filledQty: gross,
    filledAvgPrice: price,
    submittedMs: atMs,
  };
}

function moved(positions: Holdings, symbol: string, change: Qty): Holdings {
  const after = new Map(positions);
  const held = qty((positions.get(symbol) ?? 0n) + change);
  if (held === 0n) after.delete(symbol);
  else after.set(symbol, held);
  return after;
}
