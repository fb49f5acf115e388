import { Alpaca } from '../../src/lib/alpaca/client.ts';
import { AlpacaBroker } from '../../src/lib/broker/alpaca/alpaca-broker.ts';
import type { Broker } from '../../src/lib/broker/broker.ts';
import type { Cents } from '../../src/lib/core/money.ts';
import type { SandboxRequest } from '../../src/lib/sandbox/exchange.ts';
import { parseFault } from '../../src/lib/sandbox/faults/parse-fault.ts';
import { accountNumberOf } from '../../src/lib/sandbox/ids.ts';
import { Sandbox } from '../../src/lib/sandbox/sandbox.ts';
import { NO_BARS } from '../support/sandbox.ts';
import { ALPACA_FAULTS, whenItStrikes } from './alpaca-faults.ts';
import { truthOf } from './alpaca-truth.ts';
import { type Connection, type Exchange, type SentOrder, type Truth, unknownFault } from './exchange.ts';
import { latencyOf } from './scenario.ts';
import { trueQuotes } from './sim-market.ts';
import type { WorldTime } from './sim-time.ts';
import { arrived, heardRequest } from './wire.ts';

const HOST = 'http://127.0.0.1:1';
const NEVER = new AbortController().signal;
/** Requests of one tick, as `app/adapters` gives them. */
const BUDGET = 20;
/** Share of orders that fill in two parts: three times that of Alpaca's paper account. */
const PARTIAL_FILLS = 0.3;

export interface AlpacaOptions {
  readonly seed: number;
  readonly cash: Cents;
  readonly time: WorldTime;
}

/** The sandbox behind a `fetch` that needs no socket, with the client of the real broker before it. */
export class AlpacaExchange implements Exchange {
  readonly accountNumber: string;
  readonly #seed: number;
  readonly #time: WorldTime;
  readonly #sandbox: Sandbox;
  #requests = 0;

  constructor({ seed, cash, time }: AlpacaOptions) {
    this.#seed = seed;
    this.#time = time;
    this.accountNumber = accountNumberOf(seed);
    const prices = { quotes: trueQuotes(seed), bars: NO_BARS };
    this.#sandbox = new Sandbox({ clock: time, prices, seed, cash, partialFills: PARTIAL_FILLS });
  }

  connect(connection: Connection): Broker {
    const { keyId, secret } = this.#sandbox.keys;
    const alpaca = new Alpaca({
      tradingUrl: HOST,
      dataUrl: HOST,
      keys: { keyId: () => keyId, secret: () => secret },
      clock: connection.clock,
      deadline: NEVER,
      timeoutMs: 0,
      budget: BUDGET,
      fetch: (...asked) => this.#fetch(connection, ...asked),
      wait: async ms => {
        await connection.life.reach('pause before a repeat');
        this.#time.advance(ms);
      },
    });
    return new AlpacaBroker(alpaca);
  }

  /** A request passes two points: before it leaves, and when the broker has done what it asks. */
  async #fetch({ life, onSend }: Connection, ...asked: Parameters<typeof fetch>): Promise<Response> {
    const request = heardRequest(HOST, ...asked);
    const name = `${request.method} ${request.path.replace(/^\/v2\//, '')}`;
    if (name === 'POST orders') onSend(sentOrder(request));
    await life.reach(`${name}: before it is sent`);
    this.#requests++;
    const latencyMs = latencyOf(this.#seed, this.#requests);
    this.#time.advance(latencyMs);
    const answer = await this.#sandbox.handle(request);
    await life.reach(`${name}: done, not answered`);
    this.#time.advance(latencyMs);
    return arrived(answer, this.#time);
  }

  plan(fault: string, draw: (sides: number) => number): void {
    if (!ALPACA_FAULTS.includes(fault)) throw unknownFault(fault);
    this.#sandbox.addFaults([parseFault(whenItStrikes(fault, draw))]);
  }

  async cease(): Promise<number> {
    const { body } = await this.#control('GET');
    const { faults } = JSON.parse(body) as { faults: readonly PlannedFault[] };
    if (faults.length > 0) await this.#control('DELETE');
    return faults.reduce((sum, planned) => sum + strikesOf(planned), 0);
  }

  #control(method: 'GET' | 'DELETE') {
    const { keyId, secret } = this.#sandbox.keys;
    const headers = { 'apca-api-key-id': keyId, 'apca-api-secret-key': secret };
    const query = new URLSearchParams();
    return this.#sandbox.handle({ method, path: '/sandbox/faults', query, headers, body: '' });
  }

  putRight(): void {
    const { books } = this.#sandbox;
    for (const order of books.open)
      if (order.fate?.kind.endsWith('stuck')) books.setStatus(order, 'canceled', this.#time.now());
  }

  get truth(): Truth {
    return truthOf(this.#sandbox.books);
  }
}

function sentOrder({ body }: SandboxRequest): SentOrder {
  const order = JSON.parse(body) as Record<string, string | undefined>;
  return {
    clientOrderId: order.client_order_id ?? '',
    symbol: order.symbol ?? '',
    side: order.side ?? '',
    type: order.type ?? '',
    timeInForce: order.time_in_force ?? '',
    notional: order.notional ?? null,
    qty: order.qty ?? null,
  };
}

/** A fault as the sandbox lists it, and how many requests matched its path. */
interface PlannedFault {
  readonly fault: string;
  readonly seen: number;
}

function strikesOf({ fault, seen }: PlannedFault): number {
  const { from, to } = parseFault(fault);
  return Math.max(0, Math.min(seen, to ?? seen) - from + 1);
}
