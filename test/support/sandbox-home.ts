import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { adapters } from '../../src/lib/app/adapters.ts';
import { homePaths } from '../../src/lib/app/home.ts';
import type { TickReport } from '../../src/lib/app/tick/run-tick.ts';
import { tradeTick } from '../../src/lib/app/trade-tick.ts';
import { configSchema } from '../../src/lib/config/schema.ts';
import { HiveError } from '../../src/lib/core/errors.ts';
import { parseCents, parseQty } from '../../src/lib/core/money.ts';
import { lotsQty } from '../../src/lib/core/position.ts';
import { toEntry } from '../../src/lib/journal/entry.ts';
import { project } from '../../src/lib/journal/project.ts';
import type { HiveState } from '../../src/lib/journal/state.ts';
import { parseFault } from '../../src/lib/sandbox/faults/parse-fault.ts';
import type { SandboxOptions } from '../../src/lib/sandbox/options.ts';
import { Sandbox } from '../../src/lib/sandbox/sandbox.ts';
import { type ServedSandbox, serveSandbox } from '../../src/lib/sandbox/serve.ts';
import { scanJournal } from '../../src/lib/store/files/scan-journal.ts';
import { verifyJournal } from '../../src/lib/store/files/verify-journal.ts';
import { tempHome } from './cli.ts';
import { SLOT_AND_SIDE, TRADING_AT, TRADING_SEED } from './faulty-home.ts';
import { HandQuotes } from './quotes.ts';
import { type Answered, ask, type Json, NO_BARS } from './sandbox.ts';
import { TwoClocks } from './tick-desk.ts';

export interface SandboxHomeOptions {
  readonly sandbox?: Partial<SandboxOptions>;
  /** Laid over the configuration of the home, section by section. */
  readonly alpaca?: Record<string, unknown>;
}

/**
 * A home that trades at a sandbox of Alpaca, over real sockets, with quotes and a clock that the test moves. Its
 * random signals buy BTC in the tick of TRADING_AT. Each tick has adapters of its own, as a process has.
 */
export class SandboxHome {
  readonly root = tempHome();
  readonly paths = homePaths(this.root);
  readonly clock = new TwoClocks(TRADING_AT - 120_000);
  readonly quotes = new HandQuotes().set('BTC/USD', 49_990, 50_010).set('ETH/USD', 2_999, 3_001);
  readonly sandbox: Sandbox;
  /** `POST /v2/orders`, in order, as the broker heard or failed to hear it. */
  readonly requests: string[] = [];
  served: ServedSandbox | null = null;
  readonly #alpaca: Record<string, unknown>;

  private constructor({ sandbox = {}, alpaca = {} }: SandboxHomeOptions) {
    const { clock, quotes } = this;
    const prices = { quotes, bars: NO_BARS };
    const honest = { seed: 42, cash: parseCents('10000'), fillDelayMs: 0, requestsPerMinute: 100_000 };
    this.sandbox = new Sandbox({ clock, prices, ...honest, ...sandbox });
    this.#alpaca = alpaca;
  }

  /** A home whose next tick, at TRADING_AT, buys; one has run before it. */
  static async aboutToTrade(options: SandboxHomeOptions = {}): Promise<SandboxHome> {
    const home = new SandboxHome(options);
    await home.serve();
    await home.tick();
    return home;
  }

  async serve(port = 0): Promise<void> {
    const onAnswer = ({ method, path }: { method: string; path: string }) =>
      void this.requests.push(`${method} ${path}`);
    this.served = await serveSandbox(this.sandbox, { port, onAnswer });
    const { keyId, secret } = this.sandbox.keys;
    const keys = JSON.stringify({ paper: { keyId, secret } });
    writeFileSync(join(this.root, 'alpaca-keys.json'), keys, { mode: 0o600 });
  }

  get settings() {
    const url = this.served!.url;
    return {
      mode: 'paper',
      seed: TRADING_SEED,
      broker: { kind: 'alpaca' },
      market: { crypto: { source: 'alpaca' }, stocks: { symbols: [] } },
      trading: { strategy: 'control', epoch: '2m', exits: 'signal' },
      risk: { dailyOrders: 1_440, dailyNotionalUsd: 108_000 },
      alpaca: { tradingUrl: url, dataUrl: url, ...this.#alpaca },
    };
  }

  /** Something goes wrong from now on; see src/lib/sandbox/faults. */
  goesWrong(...faults: readonly string[]): void {
    this.sandbox.addFaults(faults.map(parseFault));
  }

  async isWell(): Promise<void> {
    await ask(this.sandbox, 'DELETE /sandbox/faults');
  }

  /** A tick now, in a process of its own. */
  async tick(): Promise<TickReport> {
    const all = adapters({ paths: this.paths, config: configSchema.parse(this.settings), clock: this.clock });
    Object.assign(all, { quotes: async () => this.quotes });
    try {
      return await tradeTick(all, { dryRun: false });
    } finally {
      all.close();
    }
  }

  async tickAfter(ms: number): Promise<TickReport> {
    this.clock.advance(ms);
    return this.tick();
  }

  /** Runs a tick that must fail. @returns its error */
  async failsAfter(ms: number): Promise<HiveError> {
    const error: unknown = await this.tickAfter(ms).then(
      () => null,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof HiveError, `${error}`);
    return error;
  }

  ask(line: string, body?: unknown): Promise<Answered> {
    return ask(this.sandbox, line, body);
  }

  get posts(): number {
    return this.requests.filter(line => line === 'POST /v2/orders').length;
  }

  get isHalted(): boolean {
    return existsSync(this.paths.halt);
  }

  get records() {
    return [...scanJournal(this.paths.journal)];
  }

  get types(): string[] {
    return this.records.map(({ type }) => type);
  }

  /** Data of the records of a type, oldest first. */
  journalled(type: string): Json[] {
    return this.records.flatMap(record => (record.type === type ? [record.data] : []));
  }

  get state(): HiveState {
    const state = this.records.reduce<HiveState | null>((before, it) => project(before, toEntry(it)), null);
    assert.ok(state, 'the journal is empty');
    return state;
  }

  /** What really happened. */
  async ledger() {
    const { json } = await this.ask('GET /sandbox/ledger');
    const orders = (json.orders as Json[]).filter(order => `${order.client_order_id}`.startsWith('hive-'));
    const ids = new Set(orders.map(({ id }) => id));
    const fills = (json.fills as Json[]).filter(({ order_id }) => ids.has(order_id));
    return { orders, fills, cash: parseCents(`${json.cash}`), positions: json.positions as Json[] };
  }

  close(): Promise<void> | undefined {
    return this.served?.close();
  }
}

/** I1, I2, I3: one order a symbol, side and slot, none without an intent, none sent twice. */
export async function assertNothingTwice(home: SandboxHome): Promise<void> {
  const { orders } = await home.ledger();
  const ids = orders.map(({ client_order_id }) => `${client_order_id}`);
  assert.equal(new Set(ids.map(id => id.replace(SLOT_AND_SIDE, ''))).size, ids.length);
  const intents = home.journalled('INTENT').map(({ order }) => order);
  for (const id of ids) assert.ok(intents.includes(id), `${id} has no intent`);
  assert.ok(home.posts <= intents.length, `${home.posts} posts for ${intents.length} intents`);
}

/** I8, I21, I23: each fill once; coins to the unit a fill, cash to the cent a fill and its fee. */
export async function assertSandboxAgrees(home: SandboxHome, moved: { cash?: string } = {}): Promise<void> {
  verifyJournal(home.paths.journal);
  await assertNothingTwice(home);
  const { fills, cash, positions } = await home.ledger();
  const journalled = home.journalled('FILL').map(({ fill }) => fill);
  assert.deepEqual(journalled.toSorted(), fills.map(({ id }) => id).toSorted());
  const { main } = home.state.books;
  const fees = fills.reduce((sum, { fee_usd }) => sum + parseCents(`${fee_usd}`), 0n);
  const off = cash - parseCents(moved.cash ?? '0') - main.cash;
  const slack = BigInt(fills.length) + fees;
  assert.ok(off <= slack && off >= -slack, `cash is off by ${off}`);
  for (const { symbol, qty } of positions) {
    const coins = parseQty(`${qty}`) - lotsQty(main.symbols[`${symbol}`]?.lots ?? []);
    assert.ok(coins <= BigInt(fills.length + 1) && coins >= -BigInt(fills.length + 1), `${symbol}: ${coins}`);
  }
}
