import type { Broker, SubmitOutcome } from '../../src/lib/broker/broker.ts';
import { priceFromNumber } from '../../src/lib/core/money.ts';
import { SLOT_MS } from '../../src/lib/core/slot.ts';
import { type Drift, driftOf, sumOfDrifts } from '../../src/lib/drift/drift.ts';
import type { Moment } from '../../src/lib/drift/moments.ts';
import { readPeriod, segmentsOf } from '../../src/lib/drift/read-period.ts';
import type { Reference } from '../../src/lib/drift/reference.ts';
import type { ApprovedOrder } from '../../src/lib/risk/approved-order.ts';
import type { View } from '../../src/lib/trading/strategy.ts';
import { NOON } from './orders.ts';
import { type DeskOptions, TickDesk } from './tick-desk.ts';
import { type Saying, viewOf } from './tick-strategies.ts';

/** Bid and ask of a symbol from a moment on. */
interface Known {
  readonly atMs: number;
  readonly symbol: string;
  readonly bid: number;
  readonly ask: number;
}

/** What the strategy says of a symbol from a moment on. */
interface Said {
  readonly atMs: number;
  readonly symbol: string;
  readonly saying: Saying | null;
}

const NONE: View = { opinion: { kind: 'none', reason: 'NO_MODEL' }, evidence: null };

/**
 * A tick desk on a market that can be asked again, whose strategy says what the test has it say from a moment on, then and
 * (where the test says so) otherwise today. Its moments are those of a schedule of two minutes from noon on.
 */
export class HindsightDesk {
  readonly desk: TickDesk;
  readonly #prices: Known[] = [];
  readonly #said: Said[] = [];
  readonly #revised: Said[] = [];
  /** Whether the market can be asked again; else only the ticks' own quotes are known. */
  isKnown = true;

  constructor(options: DeskOptions = {}) {
    this.desk = new TickDesk({ ...options, settings: { epochMs: 10 * 60_000, ...options.settings } });
    this.price(0, 'BTC/USD', 49_990, 50_010).price(0, 'ETH/USD', 2_999, 3_001);
  }

  /** The quote from `atMs` after noon on. */
  price(afterMs: number, symbol: string, bid: number, ask: number): this {
    this.#prices.push({ atMs: NOON + afterMs, symbol, bid, ask });
    return this;
  }

  /** What the strategy says from `atMs` after noon on. */
  says(afterMs: number, symbol: string, saying: Saying | null): this {
    this.#said.push({ atMs: NOON + afterMs, symbol, saying });
    return this;
  }

  /** What it would have said, with what is known today. */
  saysToday(afterMs: number, symbol: string, saying: Saying | null): this {
    this.#revised.push({ atMs: NOON + afterMs, symbol, saying });
    return this;
  }

  /** A tick at `afterMs` after noon. */
  async tick(afterMs: number) {
    const { desk } = this;
    desk.clock.advance(NOON + afterMs - desk.clock.now());
    for (const symbol of ['BTC/USD', 'ETH/USD']) {
      const { bid, ask } = this.#priceAt(symbol, desk.clock.now())!;
      desk.quotes.set(symbol, bid, ask);
      desk.strategy.says(symbol, newest(this.#said, symbol, desk.clock.now())?.saying ?? null);
    }
    return desk.tick();
  }

  /** The next order meets another quote than the one it was decided on. */
  nextFillsAt(symbol: string, bid: number, ask: number): void {
    this.desk.broker.submissions.push(async (order: ApprovedOrder, inner: Broker): Promise<SubmitOutcome> => {
      this.desk.quotes.set(symbol, bid, ask);
      return inner.submit(order);
    });
  }

  /** Live against replay from noon, or `fromMs` after it, to `untilMs`; positions are valued at the quotes of then. */
  async drift(untilMs: number, { isScheduled = true, fromMs = 0 } = {}): Promise<Drift> {
    const span = { fromMs: NOON + fromMs, toMs: NOON + untilMs };
    const segments = segmentsOf(readPeriod(this.desk.disk.records, span)!);
    const ports = {
      references: { at: async (symbol: string, atMs: number) => this.#reference(symbol, atMs) },
      timetable: { tickMs: SLOT_MS, scheduled: isScheduled ? schedule : null },
      settlesExactly: this.desk.broker.settlesExactly,
      viewNow: async (symbol: string, moment: Moment) => this.#viewNow(symbol, moment),
      stakeThen: () => 1,
    };
    const drifts: Drift[] = [];
    for (const segment of segments) {
      const end = segment === segments.at(-1) ? this.marksAt(untilMs) : {};
      const start = segment === segments[0] ? this.marksAt(fromMs) : {};
      drifts.push(await driftOf(segment, ports, { start, end }));
    }
    return sumOfDrifts(drifts);
  }

  /** Milliseconds after noon. */
  get nowMs(): number {
    return this.desk.clock.now() - NOON;
  }

  /** Bids at a moment after noon. */
  marksAt(afterMs: number) {
    const bid = (symbol: string) => priceFromNumber(this.#priceAt(symbol, NOON + afterMs)!.bid);
    return { 'BTC/USD': bid('BTC/USD'), 'ETH/USD': bid('ETH/USD') };
  }

  #viewNow(symbol: string, { atMs }: Moment): View {
    const found = newest(this.#revised, symbol, atMs) ?? newest(this.#said, symbol, atMs);
    return found?.saying ? viewOf(symbol, found.saying) : NONE;
  }

  #reference(symbol: string, atMs: number): Reference | null {
    const known = this.isKnown ? this.#priceAt(symbol, atMs) : null;
    return known && { quote: { symbol, timeMs: atMs, bid: known.bid, ask: known.ask }, source: 'market' };
  }

  #priceAt(symbol: string, atMs: number): Known | null {
    return newest(this.#prices, symbol, atMs);
  }
}

/** The newest of a symbol at a moment; a later one of the same moment counts. */
function newest<T extends { readonly atMs: number; readonly symbol: string }>(
  all: readonly T[],
  symbol: string,
  atMs: number,
): T | null {
  const known = all.filter(one => one.symbol === symbol && one.atMs <= atMs);
  return known.reduce<T | null>((best, one) => (best && best.atMs > one.atMs ? best : one), null);
}

function* schedule(fromMs: number, toMs: number): Generator<number> {
  for (let atMs = Math.ceil(fromMs / SLOT_MS) * SLOT_MS; atMs < toMs; atMs += SLOT_MS) yield atMs;
}
