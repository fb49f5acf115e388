import type {
  Broker,
  BrokerAccount,
  BrokerFee,
  BrokerFill,
  BrokerOrder,
  BrokerPosition,
  CancelReport,
  LookupOutcome,
  SubmitOutcome,
} from '../../src/lib/broker/broker.ts';
import { cents, qty } from '../../src/lib/core/money.ts';
import type { ApprovedOrder } from '../../src/lib/risk/approved-order.ts';
import { approved } from './orders.ts';

export type Submission = (order: ApprovedOrder, inner: Broker) => Promise<SubmitOutcome>;

/** A broker between HIVE and an honest one, which does to each call what the test says. */
export class ScriptedBroker implements Broker {
  readonly name = 'scripted';
  settlesExactly = true;
  fees: readonly BrokerFee[] | Error = [];
  readonly #inner: Broker;
  /** Everything that was sent, in order. */
  readonly sent: ApprovedOrder[] = [];
  /** What becomes of the next submissions; those after the last reach the honest broker. */
  submissions: Submission[] = [];
  /** Orders of which the honest broker knows nothing. */
  readonly extra = new Map<string, BrokerOrder>();
  onLookup: (answer: LookupOutcome, id: string) => LookupOutcome = answer => answer;
  onFills: (fills: readonly BrokerFill[]) => readonly BrokerFill[] = fills => fills;
  onList: (orders: readonly BrokerOrder[]) => readonly BrokerOrder[] = orders => orders;
  onAccount: (account: BrokerAccount) => BrokerAccount = account => account;
  onPositions: (positions: readonly BrokerPosition[]) => readonly BrokerPosition[] = positions => positions;

  constructor(inner: Broker) {
    this.#inner = inner;
  }

  async account(): Promise<BrokerAccount> {
    return this.onAccount(await this.#inner.account());
  }

  async positions(): Promise<readonly BrokerPosition[]> {
    return this.onPositions(await this.#inner.positions());
  }

  async submit(order: ApprovedOrder): Promise<SubmitOutcome> {
    this.sent.push(order);
    const script = this.submissions.shift();
    return script ? script(order, this.#inner) : this.#inner.submit(order);
  }

  async orderByClientId(id: string): Promise<LookupOutcome> {
    const extra = this.extra.get(id);
    const known = await this.#inner.orderByClientId(id);
    const answer = known.kind === 'FOUND' ? { ...known, order: this.#asSent(known.order) } : known;
    return this.onLookup(extra ? { kind: 'FOUND', order: extra } : answer, id);
  }

  async fillsSince(sinceMs: number): Promise<readonly BrokerFill[]> {
    return this.onFills(await this.#inner.fillsSince(sinceMs));
  }

  async ordersSince(sinceMs: number): Promise<readonly BrokerOrder[]> {
    const extra = [...this.extra.values()].filter(({ submittedMs }) => submittedMs >= sinceMs);
    const known = await this.#inner.ordersSince(sinceMs);
    return this.onList([...known.map(order => this.#asSent(order)), ...extra]);
  }

  /** The honest broker may have been given a part of an order only. */
  #asSent(order: BrokerOrder): BrokerOrder {
    const sent = this.sent.find(({ clientOrderId }) => clientOrderId === order.clientOrderId);
    return sent ? { ...order, ...sizeOf(sent) } : order;
  }

  async feesSince(): Promise<readonly BrokerFee[]> {
    if (this.fees instanceof Error) throw this.fees;
    return this.fees;
  }

  async cancelAll(): Promise<readonly CancelReport[]> {
    return [];
  }

  async suspend(): Promise<void> {}
}

/** Answers as a broker may, while the order does or does not reach the books. */
export const submissions = {
  refused: async () =>
    ({ kind: 'REFUSED', code: '40310000', message: 'insufficient balance', requestId: null }) as const,
  lostOnTheWay: async () => ({ kind: 'UNKNOWN', detail: 'connection reset', requestId: null }) as const,
  async answerLost(order: ApprovedOrder, inner: Broker): Promise<SubmitOutcome> {
    await inner.submit(order);
    return { kind: 'UNKNOWN', detail: '502 Bad Gateway', requestId: null };
  },
  async sentTwice(order: ApprovedOrder, inner: Broker): Promise<SubmitOutcome> {
    await inner.submit(order);
    return inner.submit(order);
  },
  async otherSymbol(order: ApprovedOrder, inner: Broker): Promise<SubmitOutcome> {
    const outcome = await inner.submit(order);
    if (outcome.kind !== 'ACCEPTED') return outcome;
    return { ...outcome, order: { ...outcome.order, symbol: 'DOGE/USD' } };
  },
  /** Half of the order meets the market; the rest is cancelled. */
  async halfFilled(order: ApprovedOrder, inner: Broker): Promise<SubmitOutcome> {
    const outcome = await inner.submit(halfOf(order));
    if (outcome.kind !== 'ACCEPTED') return outcome;
    return { ...outcome, order: { ...outcome.order, ...sizeOf(order), status: 'canceled' } };
  },
} satisfies Record<string, Submission>;

function halfOf(order: ApprovedOrder): ApprovedOrder {
  const { clientOrderId, size, notional } = order;
  const half =
    size.kind === 'qty'
      ? { kind: size.kind, qty: qty(size.qty / 2n) }
      : { kind: size.kind, notional: cents(size.notional / 2n) };
  return approved({ ...order, size: half, notional: cents(notional / 2n) }, clientOrderId);
}

const sizeOf = ({ size }: ApprovedOrder): Pick<BrokerOrder, 'notional' | 'qty'> => ({
  notional: size.kind === 'notional' ? size.notional : null,
  qty: size.kind === 'qty' ? size.qty : null,
});

/** An order that the broker has taken and that has met nothing yet. */
export const workingOrder = (order: ApprovedOrder, atMs: number, status = 'accepted'): BrokerOrder => ({
  id: `b-${order.clientOrderId}`,
  clientOrderId: order.clientOrderId,
  symbol: order.symbol,
  side: order.side,
  ...sizeOf(order),
  status,
  filledQty: qty(0),
  filledAvgPrice: null,
  submittedMs: atMs,
});
