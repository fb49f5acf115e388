import { type Cents, cents, type Price, type Qty, qty } from '../../core/money.ts';
import { cashFee, coinFee, costOf, proceedsOf } from '../amounts.ts';
import { activityId } from './activity-id.ts';
import type {
  OrderStatus,
  SandboxFee,
  SandboxFill,
  SandboxOrder,
  SandboxPosition,
  SandboxTransfer,
} from './state.ts';

export interface BooksOptions {
  readonly cash: Cents;
  readonly feePpm: bigint;
  /** Makes a UUID that was never used before. */
  readonly newId: () => string;
}

/**
 * Who owns what: cash, coins, orders and everything that changed them. Only the methods here change it; the rest of
 * the sandbox, and whoever checks a client against it, reads.
 */
export class Books {
  readonly feePpm: bigint;
  readonly newId: () => string;
  cash: Cents;
  /** By id, oldest first. */
  readonly orders = new Map<string, SandboxOrder>();
  /** The same in a list, so that the newest are found without going through all. */
  readonly history: SandboxOrder[] = [];
  readonly byClientId = new Map<string, SandboxOrder>();
  readonly open = new Set<SandboxOrder>();
  readonly positions = new Map<string, SandboxPosition>();
  readonly fills: SandboxFill[] = [];
  readonly fees: SandboxFee[] = [];
  readonly transfers: SandboxTransfer[] = [];
  /** Counts changes: equal numbers, equal books. */
  revision = 0;

  constructor({ cash, feePpm, newId }: BooksOptions) {
    this.cash = cash;
    this.feePpm = feePpm;
    this.newId = newId;
  }

  add(order: SandboxOrder): void {
    this.orders.set(order.id, order);
    this.history.push(order);
    this.byClientId.set(order.clientOrderId, order);
    if (order.endedMs === null) this.open.add(order);
    this.revision++;
  }

  /** One execution: `amount` coins change hands at `price`, and the fee comes out of what is received. */
  fill(order: SandboxOrder, amount: Qty, price: Price, end: { atMs: number; status: OrderStatus }): void {
    const feeQty = order.side === 'buy' ? coinFee(amount, this.feePpm) : qty(0);
    const feeCash = order.side === 'sell' ? cashFee(amount, price, this.feePpm) : cents(0);
    if (order.side === 'buy') this.#receive(order.symbol, amount, feeQty, price);
    else this.#deliver(order.symbol, amount, price, feeCash);
    order.filledQty = qty(order.filledQty + amount);
    order.filledCost += amount * price;
    order.filledMs = end.atMs;
    order.fills++;
    this.setStatus(order, end.status, end.atMs);
    this.fills.push({
      id: activityId(end.atMs, this.newId()),
      orderId: order.id,
      symbol: order.symbol,
      side: order.side,
      qty: amount,
      price,
      cumQty: order.filledQty,
      leavesQty: leaves(order),
      orderStatus: end.status,
      atMs: end.atMs,
      feeQty,
      feeCash,
    });
  }

  setStatus(order: SandboxOrder, status: OrderStatus, atMs: number): void {
    order.status = status;
    order.updatedMs = atMs;
    if (isTerminal(status)) {
      order.endedMs = atMs;
      order.dueMs = null;
      this.open.delete(order);
    }
    this.revision++;
  }

  postFee(fill: SandboxFill, postedMs: number): void {
    this.fees.push({
      id: activityId(postedMs, this.newId()),
      fillId: fill.id,
      symbol: fill.symbol,
      qty: fill.feeQty,
      cash: fill.feeCash,
      price: fill.price,
      postedMs,
    });
    this.revision++;
  }

  /** Dollars (`symbol` null) or coins from outside; negative amounts leave. Coins come at a cost of nothing. */
  transfer(symbol: string | null, amount: { qty: Qty; cash: Cents }, atMs: number): void {
    this.cash = cents(this.cash + amount.cash);
    if (symbol !== null) this.#change(symbol, amount.qty, 0n);
    this.transfers.push({ id: activityId(atMs, this.newId()), symbol, ...amount, atMs });
    this.revision++;
  }

  #receive(symbol: string, amount: Qty, feeQty: Qty, price: Price): void {
    const net = qty(amount - feeQty);
    this.cash = cents(this.cash - costOf(amount, price));
    this.#change(symbol, net, net * price);
  }

  #deliver(symbol: string, amount: Qty, price: Price, feeCash: Cents): void {
    this.cash = cents(this.cash + proceedsOf(amount, price) - feeCash);
    const { qty: held = 0n, cost = 0n } = this.positions.get(symbol) ?? {};
    this.#change(symbol, qty(-amount), held > 0n ? -((cost * amount) / held) : 0n);
  }

  #change(symbol: string, amount: Qty, cost: bigint): void {
    const position = this.positions.get(symbol) ?? { symbol, qty: qty(0), cost: 0n };
    position.qty = qty(position.qty + amount);
    position.cost += cost;
    if (position.qty === 0n) this.positions.delete(symbol);
    else this.positions.set(symbol, position);
  }
}

export const isTerminal = (status: OrderStatus): boolean =>
  status === 'filled' || status === 'canceled' || status === 'expired' || status === 'rejected';

/** Coins that an order still wants; nothing for one that is sized in money. */
function leaves(order: SandboxOrder): Qty {
  if (order.qty === null || order.status === 'filled') return qty(0);
  return qty(order.qty > order.filledQty ? order.qty - order.filledQty : 0n);
}
