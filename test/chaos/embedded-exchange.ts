import type { Broker, BrokerOrder, SubmitOutcome } from '../../src/lib/broker/broker.ts';
import { MemoryLedger } from '../../src/lib/broker/paper/memory-ledger.ts';
import { PaperBroker } from '../../src/lib/broker/paper/paper-broker.ts';
import { type Cents, cents, formatCents, formatQty, qty } from '../../src/lib/core/money.ts';
import { isTerminal } from '../../src/lib/core/order-lifecycle.ts';
import type { ApprovedOrder } from '../../src/lib/risk/approved-order.ts';
import { BTC, ETH } from '../support/quotes.ts';
import { type Connection, type Exchange, type SentOrder, type Truth, unknownFault } from './exchange.ts';
import { trueQuotes } from './sim-market.ts';
import type { WorldTime } from './sim-time.ts';

export interface EmbeddedOptions {
  readonly seed: number;
  readonly cash: Cents;
  readonly time: WorldTime;
}

const FAULTS = ['submit-lost', 'submit-unanswered'] as const;
type EmbeddedFault = (typeof FAULTS)[number];

/** Faults of a broker in the same process: its file could not be written, or was and the caller never learned. */
export const EMBEDDED_FAULTS: readonly string[] = FAULTS;

/** The embedded broker with its books in memory: durable when a call returns. */
export class EmbeddedExchange implements Exchange {
  readonly #time: WorldTime;
  readonly #ledger: MemoryLedger;
  readonly #inner: PaperBroker;
  #fault: EmbeddedFault | null = null;
  #struck = 0;

  constructor({ seed, cash, time }: EmbeddedOptions) {
    this.#time = time;
    this.#ledger = new MemoryLedger({ seed, startingCash: cash });
    this.#inner = new PaperBroker({
      ledger: this.#ledger,
      quotes: trueQuotes(seed),
      clock: time,
      feePpm: 2_500n,
      instruments: [BTC, ETH],
    });
  }

  get accountNumber(): string {
    return this.#ledger.load().accountNumber;
  }

  connect({ life, onSend }: Connection): Broker {
    const inner = this.#inner;
    const call = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
      await life.reach(`${name}: before it is sent`);
      this.#time.advance(1);
      const answer = await work();
      await life.reach(`${name}: done, not answered`);
      return answer;
    };
    return {
      name: inner.name,
      settlesExactly: true,
      account: () => call('GET account', () => inner.account()),
      positions: () => call('GET positions', () => inner.positions()),
      submit: order => {
        onSend(sentOrder(order));
        return call('POST order', () => this.#submit(order));
      },
      orderByClientId: id => call('GET order', () => inner.orderByClientId(id)),
      ordersSince: sinceMs => call('GET orders', () => inner.ordersSince(sinceMs)),
      fillsSince: sinceMs => call('GET fills', () => inner.fillsSince(sinceMs)),
      feesSince: () => inner.feesSince(),
      cancelAll: () => inner.cancelAll(),
      suspend: () => inner.suspend(),
    };
  }

  async #submit(order: ApprovedOrder): Promise<SubmitOutcome> {
    const fault = this.#fault;
    if (fault) this.#struck++;
    if (fault === 'submit-lost') return { kind: 'UNKNOWN', detail: 'database is locked', requestId: null };
    const outcome = await this.#inner.submit(order);
    return fault ? { kind: 'UNKNOWN', detail: 'disk I/O error', requestId: null } : outcome;
  }

  plan(fault: string): void {
    this.#fault = FAULTS.find(name => name === fault) ?? null;
    if (this.#fault === null) throw unknownFault(fault);
  }

  async cease(): Promise<number> {
    const struck = this.#struck;
    this.#struck = 0;
    this.#fault = null;
    return struck;
  }

  putRight(): void {}

  get truth(): Truth {
    const ledger = this.#ledger;
    const { cash, positions } = ledger.load();
    const orders = ledger.ordersSince(0);
    return {
      cash,
      orders: orders.map(trueOrder),
      fills: orders.flatMap(({ clientOrderId }) => ledger.fillsOf(clientOrderId)),
      held: symbol => positions.get(symbol) ?? qty(0),
      external: { cash: cents(0), coins: () => 0n },
    };
  }
}

const trueOrder = (order: BrokerOrder) => ({ ...order, isOver: isTerminal(order.status) });

const sentOrder = ({ clientOrderId, symbol, side, size }: ApprovedOrder): SentOrder => ({
  clientOrderId,
  symbol,
  side,
  type: 'market',
  timeInForce: 'ioc',
  notional: size.kind === 'notional' ? formatCents(size.notional) : null,
  qty: size.kind === 'qty' ? formatQty(size.qty) : null,
});
