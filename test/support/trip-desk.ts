import assert from 'node:assert/strict';
import { fillsOf } from '../../src/lib/app/tick/fills-of.ts';
import { MemoryLedger } from '../../src/lib/broker/paper/memory-ledger.ts';
import { PaperBroker } from '../../src/lib/broker/paper/paper-broker.ts';
import { isoTime } from '../../src/lib/core/clock.ts';
import { parseCents, parsePrice, type Qty } from '../../src/lib/core/money.ts';
import { type DecisionData, type Entry, entry } from '../../src/lib/journal/entry.ts';
import { project } from '../../src/lib/journal/project.ts';
import type { HiveState } from '../../src/lib/journal/state.ts';
import type { ApprovedOrder } from '../../src/lib/risk/approved-order.ts';
import { fillEntries, intentData } from '../../src/lib/tick/order-entries.ts';
import { genesisEntry, tickEntry } from '../../src/lib/tick/tick-entries.ts';
import { approved, entry as buyIntent, NOON, exit as sellIntent } from './orders.ts';
import { BTC, ETH, HandClock, HandQuotes } from './quotes.ts';
import { SETTINGS } from './tick-desk.ts';

const FEE = 0.0025;
const STEP_MS = 2 * 60_000;

/**
 * The embedded broker and the journal's fold, without a tick between them: orders of any size at any time, each
 * journalled as a tick would.
 */
export class TripDesk {
  readonly clock = new HandClock(NOON);
  readonly quotes = new HandQuotes();
  readonly #broker: PaperBroker;
  readonly #now = new Map<string, { bid: number; ask: number }>();
  state: HiveState;
  #orders = 0;

  constructor(cash = '10000') {
    const { clock, quotes } = this;
    const ledger = new MemoryLedger({ seed: 42, startingCash: parseCents(cash) });
    this.#broker = new PaperBroker({ ledger, quotes, clock, feePpm: 2_500n, instruments: [BTC, ETH] });
    this.state = project(null, {
      ...genesisEntry(SETTINGS, { accountNumber: 'SIM-1', cash: parseCents(cash) }),
      atMs: NOON,
    });
  }

  quote(symbol: string, bid: number, ask: number): void {
    this.quotes.set(symbol, bid, ask);
    this.#now.set(symbol, { bid, ask });
  }

  record(...entries: readonly Entry[]): void {
    for (const one of entries) this.state = project(this.state, { ...one, atMs: this.clock.now() });
  }

  /** A decision of the account, of which only what the fold reads is real. */
  decide(symbol: string, id: string): void {
    const quote = { ...this.#now.get(symbol)!, at: isoTime(this.clock.now()) };
    this.record(entry('DECISION', { book: 'main', symbol, id, epoch: 1, quote } as DecisionData));
  }

  /** Spends dollars. */
  buy(symbol: string, dollars: string, decision: string | null): Promise<void> {
    const amount = parseCents(dollars);
    const referencePrice = parsePrice(String(this.#now.get(symbol)!.ask));
    return this.#send(approved(buyIntent(amount, { symbol, referencePrice }), this.#nextId()), decision);
  }

  sell(symbol: string, coins: Qty, decision: string | null): Promise<void> {
    const referencePrice = parsePrice(String(this.#now.get(symbol)!.bid));
    const reason = decision === null ? ('EXIT_STOP' as const) : ('EXIT_SIGNAL' as const);
    return this.#send(
      approved(sellIntent(coins, { symbol, referencePrice, reason }), this.#nextId()),
      decision,
    );
  }

  /** Time passes, and a tick marks what is held. */
  tick(): void {
    this.clock.advance(STEP_MS);
    const nowMs = this.clock.now();
    const market = new Map(
      [...this.#now].map(([symbol, sides]) => [
        symbol,
        { quote: { symbol, timeMs: nowMs, ...sides }, seenAt: 0 },
      ]),
    );
    this.record(tickEntry(this.state, { market, outcomes: [], nowMs }));
  }

  #nextId(): string {
    this.#orders += 1;
    return `hive-test-${this.#orders}`;
  }

  async #send(order: ApprovedOrder, decisionId: string | null): Promise<void> {
    this.record(entry('INTENT', intentData({ order, slot: 0, plan: null, decisionId })));
    const outcome = await this.#broker.submit(order);
    assert.ok(
      outcome.kind === 'ACCEPTED',
      JSON.stringify(outcome, (_, v) => (typeof v === 'bigint' ? `${v}` : v)),
    );
    const open = this.state.open[order.clientOrderId]!;
    this.record(
      ...fillEntries(outcome.order, { open, fills: await fillsOf(this.#broker, outcome.order) }, FEE),
    );
  }
}
