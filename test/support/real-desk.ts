import { type Adapters, adapters } from '../../src/lib/app/adapters.ts';
import { homePaths } from '../../src/lib/app/home.ts';
import { lockedSession } from '../../src/lib/app/locked-session.ts';
import { tickSettings } from '../../src/lib/app/settings.ts';
import type {
  Broker,
  BrokerAccount,
  BrokerOrder,
  BrokerPosition,
  CancelReport,
} from '../../src/lib/broker/broker.ts';
import type { BrokerInspection } from '../../src/lib/broker/inspection.ts';
import { type Config, configSchema } from '../../src/lib/config/schema.ts';
import { HiveError } from '../../src/lib/core/errors.ts';
import { parseCents, parseQty, qty } from '../../src/lib/core/money.ts';
import { type Entry, entry } from '../../src/lib/journal/entry.ts';
import type { SealedRecord } from '../../src/lib/journal/sealed-record.ts';
import { scanJournal } from '../../src/lib/store/files/scan-journal.ts';
import { genesisEntry } from '../../src/lib/tick/tick-entries.ts';
import { NOON } from './orders.ts';
import { HandClock, HandQuotes } from './quotes.ts';

export const LIVE_ACCOUNT = '912345678';

/** A broker of somebody else's, whose answers the test writes by hand. */
export class HandBroker implements Broker {
  readonly name = 'hand';
  readonly settlesExactly = false;
  /** What was asked of it, in order. */
  readonly asked: string[] = [];
  accountNumber = LIVE_ACCOUNT;
  cash = parseCents('10000');
  buyingPower = parseCents('10000');
  blocked: string | null = null;
  brokerMs: number | null = NOON;
  held: readonly BrokerPosition[] = [];
  orders: readonly BrokerOrder[] = [];
  cancels: readonly CancelReport[] = [];
  /** What happens in place of an answer. */
  failure: (() => Promise<never>) | null = null;

  async #answer<T>(name: string, answer: T): Promise<T> {
    this.asked.push(name);
    return this.failure ? this.failure() : answer;
  }

  account(): Promise<BrokerAccount> {
    const { accountNumber, cash, buyingPower, blocked, brokerMs } = this;
    return this.#answer('account', {
      accountNumber,
      cash,
      nonMarginableBuyingPower: buyingPower,
      blocked,
      brokerMs,
    });
  }

  positions() {
    return this.#answer('positions', this.held);
  }

  async submit(): Promise<never> {
    throw new Error('no test of this desk sends an order');
  }

  async orderByClientId() {
    return { kind: 'MISSING' } as const;
  }

  ordersSince(sinceMs: number) {
    return this.#answer(
      'ordersSince',
      this.orders.filter(({ submittedMs }) => submittedMs >= sinceMs),
    );
  }

  async fillsSince() {
    return [];
  }

  async feesSince() {
    return [];
  }

  cancelAll() {
    return this.#answer('cancelAll', this.cancels);
  }

  async suspend(suspended: boolean): Promise<void> {
    await this.#answer(`suspend ${suspended}`, undefined);
  }
}

export const failures = {
  unreachable: async () => {
    throw new HiveError({
      kind: 'broker',
      code: 'BROKER_UNREACHABLE',
      message: 'Alpaca cannot be reached.',
      next: 'Try again.',
    });
  },
  silent: () => new Promise<never>(() => {}),
};

const LIVE = {
  mode: 'live',
  broker: { kind: 'alpaca' },
  market: { crypto: { source: 'alpaca' }, stocks: { symbols: [] } },
  trading: { strategy: 'control' },
  alpaca: { accountNumber: LIVE_ACCOUNT, tradingUrl: 'https://api.alpaca.markets' },
};

/** A home on disk whose broker and quotes are made by hand; everything else is the real thing. */
export class RealDesk {
  readonly broker = new HandBroker();
  readonly quotes = new HandQuotes().set('BTC/USD', 50_000, 50_010).set('ETH/USD', 3_000, 3_001);
  readonly clock = new HandClock(NOON);
  readonly config: Config;
  readonly adapters: Adapters;
  inspected: BrokerInspection | null = null;

  constructor(root: string, settings: Record<string, unknown> = LIVE) {
    this.config = configSchema.parse(settings);
    this.adapters = adapters({ paths: homePaths(root), config: this.config, clock: this.clock });
    Object.assign(this.adapters, {
      broker: async () => this.broker,
      quotes: async () => this.quotes,
      inspection: async () => this.inspected,
    });
  }

  get paths() {
    return this.adapters.paths;
  }

  /** Begins the journal and writes entries into it. */
  record(...entries: readonly Entry[]): Promise<void> {
    return lockedSession(this.adapters, session => {
      const { accountNumber, cash } = this.broker;
      if (!session.hasBegun) session.record(genesisEntry(tickSettings(this.config), { accountNumber, cash }));
      if (entries.length > 0) session.record(...entries);
    });
  }

  /** Coins that both the broker and the journal know of. */
  async hold(symbol: string, coins: string, mark = '50000.00'): Promise<void> {
    const held = parseQty(coins);
    this.broker.held = [...this.broker.held, { symbol, qty: held, qtyAvailable: held }];
    const cash = '10000.00';
    await this.record(
      entry('BALANCE', { cash, coins: { [symbol]: coins }, marks: { [symbol]: mark }, reason: 'test' }),
    );
  }

  get records(): readonly SealedRecord[] {
    return [...scanJournal(this.paths.journal)];
  }

  get types(): readonly string[] {
    return this.records.map(({ type }) => type);
  }

  close(): void {
    this.adapters.close();
  }
}

export const openOrder = (changes: Partial<BrokerOrder> = {}): BrokerOrder => ({
  id: 'b-1',
  clientOrderId: 'by-hand',
  symbol: 'BTC/USD',
  side: 'buy',
  notional: parseCents('20'),
  qty: null,
  status: 'new',
  filledQty: qty(0),
  filledAvgPrice: null,
  submittedMs: NOON,
  ...changes,
});
