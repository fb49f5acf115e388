import assert from 'node:assert/strict';
import { type AcceptReport, acceptAccount } from '../../src/lib/app/accept/accept-account.ts';
import type { LearnerPorts } from '../../src/lib/app/learn/watcher.ts';
import { JournalSession } from '../../src/lib/app/tick/journal-session.ts';
import { learnedStrategy } from '../../src/lib/app/tick/learned-view.ts';
import type { HaltSwitch, TickPorts } from '../../src/lib/app/tick/ports.ts';
import { runTick, type TickReport } from '../../src/lib/app/tick/run-tick.ts';
import { MemoryLedger } from '../../src/lib/broker/paper/memory-ledger.ts';
import { PaperBroker } from '../../src/lib/broker/paper/paper-broker.ts';
import type { Clock } from '../../src/lib/core/clock.ts';
import { ratePpm } from '../../src/lib/core/fill.ts';
import { DAY_MS } from '../../src/lib/core/interval.ts';
import { parseCents } from '../../src/lib/core/money.ts';
import { lotsQty } from '../../src/lib/core/position.ts';
import { type Entry, type EntryData, type EntryType, isEntry, toEntry } from '../../src/lib/journal/entry.ts';
import { project } from '../../src/lib/journal/project.ts';
import { decodeState, encodeState, type HiveState } from '../../src/lib/journal/state.ts';
import { memoryStore } from '../../src/lib/store/memory/store.ts';
import type { OpenJournal } from '../../src/lib/store/ports.ts';
import type { TickSettings } from '../../src/lib/tick/settings.ts';
import type { Strategy } from '../../src/lib/trading/strategy.ts';
import { MemoryJournal } from './memory-journal.ts';
import { LIMITS, NOON } from './orders.ts';
import { BTC, ETH, HandQuotes } from './quotes.ts';
import { SLEEPING_LEARNER } from './sleeping-learner.ts';
import { ScriptedBroker } from './tick-broker.ts';
import { ScriptedStrategy } from './tick-strategies.ts';

/** A wall clock and a steady one, which can come apart as on a real machine. */
export class TwoClocks implements Clock {
  #wallMs: number;
  #steadyMs = 1_000;

  constructor(atMs: number) {
    this.#wallMs = atMs;
  }

  now(): number {
    return this.#wallMs;
  }

  monotonic(): number {
    return this.#steadyMs;
  }

  /** Time passes. */
  advance(ms: number): void {
    this.#wallMs += ms;
    this.#steadyMs += ms;
  }

  /** Somebody sets the wall clock. */
  jump(ms: number): void {
    this.#wallMs += ms;
  }

  /** Time passes that only the steady clock sees: the wall clock is wrong. */
  stall(ms: number): void {
    this.#steadyMs += ms;
  }
}

export class HandHalt implements HaltSwitch {
  reason: string | null = null;

  read(): string | null {
    return this.reason;
  }

  write(reason: string): void {
    this.reason = reason;
  }
}

export const SETTINGS: TickSettings = {
  mode: 'simulated',
  market: 'simulated/42/concentrated',
  seed: 42,
  strategyId: 'scripted',
  symbols: ['BTC/USD', 'ETH/USD'],
  epochMs: DAY_MS,
  exits: 'barriers',
  threshold: 'fixed',
  gate: 'informs',
  policy: 'shadow',
  limits: LIMITS,
  feeRate: 0.0025,
  spreadBps: 8,
  accountRule: { pinned: null, paper: null },
  deadlineMs: 90_000,
};

export interface DeskOptions {
  readonly cash?: string;
  readonly settings?: Partial<TickSettings>;
  readonly control?: Strategy;
  readonly startMs?: number;
}

/**
 * A whole HIVE over fakes: the embedded broker with books in memory, a journal in memory, quotes, clocks and
 * opinions set by hand. Each `tick` is a process of its own: it opens the journal anew.
 */
export class TickDesk {
  readonly clock: TwoClocks;
  readonly quotes = new HandQuotes().set('BTC/USD', 49_990, 50_010).set('ETH/USD', 2_999, 3_001);
  readonly ledger: MemoryLedger;
  readonly broker: ScriptedBroker;
  readonly disk = new MemoryJournal();
  /** Replaces the journal in memory. */
  open: OpenJournal = this.disk.open;
  readonly store = memoryStore();
  readonly halt = new HandHalt();
  readonly strategy = new ScriptedStrategy();
  readonly control: Strategy;
  /** Replaces the learner that sleeps. */
  learner: LearnerPorts = SLEEPING_LEARNER;
  /** Whether what was learned has a say in what the strategy says, as in a home. */
  isLearned = false;
  settings: TickSettings;

  constructor({ cash = '10000', settings = {}, control, startMs = NOON }: DeskOptions = {}) {
    this.settings = { ...SETTINGS, ...settings };
    this.control = control ?? new ScriptedStrategy();
    this.clock = new TwoClocks(startMs);
    this.ledger = new MemoryLedger({ seed: 42, startingCash: parseCents(cash) });
    this.broker = new ScriptedBroker(this.#paperBroker());
  }

  #paperBroker(): PaperBroker {
    const { ledger, quotes, clock } = this;
    return new PaperBroker({
      ledger,
      quotes,
      clock,
      feePpm: ratePpm(this.settings.feeRate),
      instruments: [BTC, ETH],
    });
  }

  /** One tick as one process; throws what the process would die of. */
  async tick(): Promise<TickReport> {
    const session = this.#session();
    const report = await runTick(this.#ports(session), this.settings);
    session.saveCheckpoint();
    return report;
  }

  /** `hive positions accept`: a person takes over what the broker has. */
  acceptAccount(): Promise<AcceptReport> {
    return acceptAccount(this.#ports(this.#session()), 'by hand');
  }

  /** What a person's command writes between two ticks. */
  record(...entries: readonly Entry[]): void {
    const session = this.#session();
    session.record(...entries);
    session.saveCheckpoint();
  }

  /** Lets the next tick find another state than the journal's, as if more had happened. */
  pretend(change: (state: HiveState) => HiveState): void {
    const { checkpoints } = this.store;
    const checkpoint = checkpoints.load();
    const state = decodeState(checkpoint?.state ?? '');
    assert.ok(checkpoint && state, 'no tick has run yet');
    checkpoints.save({ ...checkpoint, state: encodeState(change(state)) });
  }

  #session(): JournalSession {
    const { open, store, clock, settings } = this;
    return new JournalSession({ open, checkpoints: store.checkpoints, clock, mode: settings.mode });
  }

  #ports(journal: JournalSession): TickPorts {
    const { clock, broker, quotes, control, learner, halt } = this;
    const strategy = this.isLearned
      ? learnedStrategy(this.strategy, this.settings, () => journal.state.learning)
      : this.strategy;
    const wait = async (ms: number) => clock.advance(ms);
    const arm = { read: () => null };
    return { clock, journal, broker, quotes, strategy, control, learner, halt, arm, isDryRun: false, wait };
  }

  /** Time passes, then a tick. */
  async tickAfter(ms: number): Promise<TickReport> {
    this.clock.advance(ms);
    return this.tick();
  }

  /** What the symbols came to in one tick: reasons in the order of the symbols. */
  async reasons(): Promise<string[]> {
    return (await this.tick()).outcomes.map(({ reason }) => reason);
  }

  /** The journal folded from its first record. */
  get state(): HiveState {
    const state = this.disk.records.reduce<HiveState | null>(
      (before, record) => project(before, toEntry(record)),
      null,
    );
    assert.ok(state, 'the journal is empty');
    return state;
  }

  /** Data of all records of a type, oldest first. */
  journalled<T extends EntryType>(type: T): EntryData[T][] {
    return this.disk.records.flatMap(record => {
      const entry = toEntry(record);
      return isEntry(entry, type) ? [entry.data] : [];
    });
  }

  get types(): string[] {
    return this.disk.records.map(({ type }) => type);
  }
}

/** Invariants I1, I2, I8, I23: orders and fills once each in both books, cash to the cent and coins to 1e-9. */
export function assertAgreement(desk: TickDesk): void {
  const { ledger, state } = desk;
  const orders = ledger.ordersSince(0).map(({ clientOrderId }) => clientOrderId);
  assert.equal(new Set(orders).size, orders.length);
  const intents = new Set(desk.journalled('INTENT').map(({ order }) => order));
  for (const order of orders) assert.ok(intents.has(order), `${order} has no intent`);
  const fills = orders.flatMap(order => ledger.fillsOf(order).map(({ id }) => id));
  assert.deepEqual(
    desk
      .journalled('FILL')
      .map(({ fill }) => fill)
      .sort(),
    fills.sort(),
  );
  const { cash, positions } = ledger.load();
  assert.equal(state.books.main.cash, cash);
  for (const symbol of new Set([...positions.keys(), ...Object.keys(state.books.main.symbols)])) {
    assert.equal(lotsQty(state.books.main.symbols[symbol]?.lots ?? []), positions.get(symbol) ?? 0n, symbol);
  }
}
