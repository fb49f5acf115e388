import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { compose } from '../../src/lib/app/compose.ts';
import { type HomePaths, homePaths } from '../../src/lib/app/home.ts';
import type { TickReport } from '../../src/lib/app/tick/run-tick.ts';
import { VirtualClock } from '../../src/lib/app/virtual-clock.ts';
import { SqliteLedger } from '../../src/lib/broker/paper/sqlite-ledger.ts';
import { type Config, configSchema } from '../../src/lib/config/schema.ts';
import { isoTime } from '../../src/lib/core/clock.ts';
import { centsFromDollars } from '../../src/lib/core/money.ts';
import { SLOT_MS } from '../../src/lib/core/order.ts';
import { lotsQty } from '../../src/lib/core/position.ts';
import { toEntry } from '../../src/lib/journal/entry.ts';
import { project } from '../../src/lib/journal/project.ts';
import type { HiveState } from '../../src/lib/journal/state.ts';
import { scanJournal } from '../../src/lib/store/files/scan-journal.ts';
import { verifyJournal } from '../../src/lib/store/files/verify-journal.ts';
import { tempHome } from './cli.ts';
import { copyOf } from './traded-home.ts';

/** Random signals every two minutes. */
const SETTINGS = {
  trading: { strategy: 'control', epoch: '2m', exits: 'signal' },
  risk: { dailyOrders: 1_440, dailyNotionalUsd: 108_000 },
};

/** What the random strategy adds to the seed, so that it draws otherwise than its control arm. */
export const TRADING_SALT = 0x5eed;

/** Of the seeds below 20,000 one whose random signals trade early: it buys BTC in the tick of TRADING_AT. */
export const TRADING_SEED = 13_366;
const START = Date.UTC(2026, 8, 22);
/** Two ticks have run before it. */
export const TRADING_AT = START + 3 * SLOT_MS;

/** A home with an embedded broker, in which ticks come to harm and clean ticks in this process follow. */
export class FaultyHome {
  readonly root: string;
  readonly paths: HomePaths;
  readonly config: Config;

  constructor(root: string, seed = TRADING_SEED, risk: Partial<Config['risk']> = {}) {
    this.root = root;
    this.paths = homePaths(root);
    this.config = configSchema.parse({ ...SETTINGS, seed, risk: { ...SETTINGS.risk, ...risk } });
  }

  writeConfig(): void {
    const { seed, trading, risk } = this.config;
    writeFileSync(this.paths.config, JSON.stringify({ seed, trading, risk }));
  }

  /** As if somebody had deleted hive.db. */
  forgetStore(): void {
    for (const suffix of ['', '-wal', '-shm']) rmSync(this.paths.db + suffix, { force: true });
  }

  /** A tick that nothing happens to. */
  async tickAt(atMs: number): Promise<TickReport> {
    const app = compose({ paths: this.paths, config: this.config, clock: new VirtualClock(atMs) });
    try {
      return await app.tradeTick({ dryRun: false });
    } finally {
      app.close();
    }
  }

  /** Ticks two slots apart, as many as the negative-resolution rule needs to know what was never sent. */
  async settleFrom(atMs: number): Promise<void> {
    for (let tick = 0; tick < 8; tick++) {
      const { open } = await this.tickAt(atMs + 2 * tick * SLOT_MS);
      if (open === 0) return;
    }
  }

  get records() {
    return [...scanJournal(this.paths.journal)];
  }

  get state(): HiveState | null {
    return this.records.reduce<HiveState | null>((state, record) => project(state, toEntry(record)), null);
  }

  /** How often each order or fill occurs in records of a type. */
  named(type: string, key: 'order' | 'fill'): unknown[] {
    return this.records.flatMap(record => (record.type === type ? [record.data[key]] : []));
  }

  /** What the embedded broker really holds. */
  get books() {
    const ledger = new SqliteLedger(this.paths.paperBroker, {
      seed: this.config.seed,
      startingCash: centsFromDollars(this.config.trading.startingCashUsd),
    });
    const orders = ledger.ordersSince(0).map(({ clientOrderId }) => clientOrderId);
    const fills = orders.flatMap(order => ledger.fillsOf(order).map(({ id }) => id));
    const { cash, positions } = ledger.load();
    ledger.close();
    return { orders, fills, cash, positions };
  }
}

export const tickArgs = (atMs: number): string[] => ['trade', 'tick', '--as-of', isoTime(atMs)];

let template: Promise<FaultyHome> | undefined;

async function makeTemplate(): Promise<FaultyHome> {
  const home = new FaultyHome(tempHome());
  home.writeConfig();
  for (let at = START + SLOT_MS; at < TRADING_AT; at += SLOT_MS) await home.tickAt(at);
  return home;
}

/** A home of its own whose next tick, at TRADING_AT, buys. */
export async function aboutToTrade(): Promise<FaultyHome> {
  template ??= makeTemplate();
  return new FaultyHome(copyOf((await template).root));
}

/** All files of a home that a tick writes to, so that no other call of the process counts. */
export function writtenFiles({ root, state, journal, db, paperBroker, tickLock, logs, tradeLog }: HomePaths) {
  const wal = (path: string) => `${path}-wal`;
  return [root, state, journal, db, wal(db), paperBroker, wal(paperBroker), tickLock, logs, tradeLog];
}

/** What an order id begins with: the rest names symbol, side and slot. */
export const SLOT_AND_SIDE = /^hive-[0-9a-f]+-/;

const slotAndSide = (order: string): string => order.replace(SLOT_AND_SIDE, '');

/** I1, I2: whatever happened, one order a symbol, side and slot, and none without a durable intent. */
export function assertNothingUnintended(home: FaultyHome): void {
  const { orders } = home.books;
  assert.equal(new Set(orders.map(slotAndSide)).size, orders.length);
  const intents = new Set(home.named('INTENT', 'order'));
  for (const order of orders) assert.ok(intents.has(order), `${order} has no durable intent`);
}

/** I8, I10, I23: after a clean tick the journal and the broker tell the same story, and so does the trade log. */
export function assertBooksAgree(home: FaultyHome): void {
  verifyJournal(home.paths.journal);
  assertNothingUnintended(home);
  const { orders, fills, cash, positions } = home.books;
  const intents = home.named('INTENT', 'order');
  assert.equal(new Set(intents).size, intents.length);
  assert.deepEqual(home.named('FILL', 'fill').toSorted(), fills.toSorted());
  const open = Object.keys(home.state?.open ?? {});
  assert.deepEqual([...home.named('CLOSED', 'order'), ...open].toSorted(), orders.toSorted());
  const main = home.state?.books.main;
  assert.equal(main?.cash, cash);
  const held = Object.entries(main?.symbols ?? {}).flatMap(([symbol, { lots }]) =>
    lots.length > 0 ? [[symbol, lotsQty(lots)] as const] : [],
  );
  assert.deepEqual(new Map(held), positions);
  assert.deepEqual(loggedFills(home.paths), home.named('FILL', 'fill'));
}

function loggedFills({ tradeLog }: HomePaths): unknown[] {
  if (!existsSync(tradeLog)) return [];
  const lines = readFileSync(tradeLog, 'utf8').split('\n').filter(Boolean);
  return lines.map(line => (JSON.parse(line) as { fill: string }).fill);
}
