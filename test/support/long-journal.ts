import { closeSync, openSync, writeSync } from 'node:fs';
import { isoTime } from '../../src/lib/core/clock.ts';
import { settle } from '../../src/lib/core/fill.ts';
import {
  affordableQty,
  cents,
  formatCents,
  formatPrice,
  formatQty,
  type Price,
  priceFromNumber,
  type Qty,
  qty,
} from '../../src/lib/core/money.ts';
import { type Side, SLOT_MS, slotOf } from '../../src/lib/core/order.ts';
import type { Reason } from '../../src/lib/core/reason.ts';
import { formatLine, GENESIS, seal } from '../../src/lib/journal/chain.ts';
import { type Book, type DecisionData, type Entry, entry } from '../../src/lib/journal/entry.ts';
import type { ChainLink } from '../../src/lib/journal/sealed-record.ts';

export const LONG_START = Date.UTC(2023, 0, 2);
const SYMBOLS = ['BTC/USD', 'ETH/USD'] as const;
/** Ticks between two orders of a symbol. */
const ORDER_EVERY = 72;
const STAKE = cents(7_500);
const FEE_PPM = 2_500n;

/** A made-up price: two waves around a level. */
const priceAt = (symbol: string, tick: number): Price =>
  priceFromNumber(
    Math.round((symbol === 'BTC/USD' ? 50_000 : 1_800) * (1 + 0.1 * Math.sin(tick / 900)) * 100) / 100,
  );

/** The journal of a home that ticked for years: ticks that do nothing, now and then an order, its fill and its end. */
class LongLife {
  readonly #held: Record<string, Qty> = {};
  #cash = cents(1_000_000);

  *entries(): Generator<{ readonly atMs: number; readonly entries: readonly Entry[] }> {
    yield { atMs: LONG_START, entries: [genesis] };
    for (let tick = 1; ; tick++) {
      const atMs = LONG_START + tick * SLOT_MS;
      const traded = SYMBOLS.filter((_, index) => (tick + 31 * index) % ORDER_EVERY === 0);
      const orders = traded.flatMap(symbol => this.#order(symbol, tick, atMs));
      yield { atMs, entries: [...orders, this.#tick(tick, atMs, traded)] };
    }
  }

  #order(symbol: string, tick: number, atMs: number): Entry[] {
    const held = this.#held[symbol] ?? qty(0);
    const side: Side = held > 0n ? 'sell' : 'buy';
    const order = `hive-0123456789-${symbol.replace('/', '')}-${side}-${slotOf(atMs)}`;
    const price = priceAt(symbol, tick);
    const gross = side === 'buy' ? affordableQty(STAKE, price) : held;
    const settled = settle({ side, qty: gross, price }, FEE_PPM);
    this.#held[symbol] = qty(held + settled.qty);
    this.#cash = cents(this.#cash + settled.cash);
    const reason: Reason = side === 'buy' ? 'ENTRY_SIGNAL' : 'EXIT_SIGNAL';
    const at = isoTime(atMs);
    const decision = decisionOf(symbol, { book: 'main', tick, atMs, side, reason });
    return [
      entry('DECISION', decision),
      entry('INTENT', {
        ...{ order, decision: decision.id, symbol, side, reason, slot: slotOf(atMs), confidence: 0.74 },
        purpose: side === 'buy' ? 'entry' : 'exit',
        ...(side === 'buy' ? { notional: formatCents(STAKE) } : { qty: formatQty(held) }),
        referencePrice: formatPrice(price),
        value: '75.00',
        ...(side === 'buy'
          ? { plan: { target: null, stop: null, expiresAt: isoTime(atMs + 86_400_000) } }
          : {}),
      }),
      entry('ACCEPTED', { order, brokerId: `b-${slotOf(atMs)}-${symbol}`, status: 'accepted' }),
      entry('FILL', {
        ...{ fill: `f-${slotOf(atMs)}-${symbol}`, order, symbol, side, at },
        qty: formatQty(gross),
        price: formatPrice(price),
        cash: formatCents(settled.cash),
        net: formatQty(settled.qty),
        fee: formatCents(settled.feeValue),
      }),
      entry('CLOSED', { order, status: 'filled', filledQty: formatQty(gross) }),
      entry(
        'DECISION',
        decisionOf(symbol, { book: 'control', tick, atMs, side: 'hold', reason: 'HOLD_SIGNAL' }),
      ),
    ];
  }

  #tick(tick: number, atMs: number, traded: readonly string[]): Entry {
    const marks = Object.fromEntries(SYMBOLS.map(symbol => [symbol, formatPrice(priceAt(symbol, tick))]));
    const outcomes = SYMBOLS.map(symbol => ({
      symbol,
      reason: (traded.includes(symbol) ? 'ENTRY_SIGNAL' : 'EPOCH_DECIDED') as Reason,
    }));
    const equity = formatCents(cents(this.#cash + BigInt(Math.round(5_000 * Math.sin(tick / 700)))));
    const worth = {
      main: { cash: formatCents(this.#cash), equity },
      control: { cash: '10000.00', equity: '10000.00' },
    };
    return entry('TICK', { slot: slotOf(atMs), outcomes, marks, worth });
  }
}

const genesis = entry('GENESIS', {
  ...{ version: 1, account: 'SIM-LONG', mode: 'simulated', market: 'simulated/42/concentrated' },
  ...{ startingCash: '10000.00', seed: 42 },
} as const);

interface Decided {
  readonly book: Book;
  readonly tick: number;
  readonly atMs: number;
  readonly side: Side | 'hold';
  readonly reason: Reason;
}

function decisionOf(symbol: string, { book, tick, atMs, side, reason }: Decided): DecisionData {
  const price = Number(priceAt(symbol, tick)) / 1e9;
  const action = side === 'buy' ? 'BUY' : side === 'sell' ? 'SELL' : 'HOLD';
  return {
    ...{ id: `d-${book}-${symbol}-${tick}`, book, symbol, epoch: tick, strategy: 'forest', reason },
    signal: { action, confidence: 0.74, probabilityUp: 0.7412 },
    ...{ threshold: 0.7, featureSet: 'core-1' },
    features: [61.2, 0.0031, -0.0142, 1.031, 0.0213, 0.41, 0.0009, 1.27],
    barCloseAt: isoTime(atMs),
    quote: { bid: price, ask: price, at: isoTime(atMs) },
    positionBefore: '0',
    experts: [{ id: 'forest', weight: 1, probabilityUp: 0.7412 }],
    before: { BUY: 1, SELL: 0, HOLD: 0 },
    after: { BUY: 1, SELL: 0, HOLD: 0 },
    ...{ effect: action, propensity: 1, random: null, horizonMs: 86_400_000 },
    costs: { feeRate: 0.0025, spreadBps: 8 },
    barriers: { target: 0.02, stop: 0.02 },
    model: { name: 'crypto-0001-abcdefabcdef', hash: 'ab'.repeat(32), trainedTo: isoTime(LONG_START) },
    interval: [0.7, 0.78],
    inputs: {
      ...{ atMs, quoteHeldMs: 3, buyingPower: '9900.00', qtyAvailable: '0', lastClose: price },
    },
  };
}

/** Writes a journal of at least `count` records. Ends with a whole tick. @returns the time of the last. */
export function writeLongJournal(path: string, count: number): number {
  const fd = openSync(path, 'w', 0o600);
  let link: ChainLink = GENESIS;
  let lines: string[] = [];
  const flush = () => {
    writeSync(fd, lines.join(''));
    lines = [];
  };
  try {
    for (const { atMs, entries } of new LongLife().entries()) {
      for (const { type, data } of entries) {
        const body = { at: isoTime(atMs), mode: 'simulated' as const, account: 'SIM-LONG', type, data };
        const record = seal(link, body);
        lines.push(`${formatLine(record)}\n`);
        link = record;
      }
      if (lines.length >= 1_000) flush();
      if (link.seq < count) continue;
      flush();
      return atMs;
    }
    throw new Error('a life without end has ended');
  } finally {
    closeSync(fd);
  }
}
