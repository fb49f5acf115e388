import { JournalSession } from '../../src/lib/app/tick/journal-session.ts';
import { runTick } from '../../src/lib/app/tick/run-tick.ts';
import type { EngineInput, SymbolInput } from '../../src/lib/backtest/engine-run.ts';
import type { HiveTerms } from '../../src/lib/backtest/replay/hive-terms.ts';
import { quoteFills } from '../../src/lib/broker/paper/fill-model.ts';
import { MemoryLedger } from '../../src/lib/broker/paper/memory-ledger.ts';
import { PaperBroker } from '../../src/lib/broker/paper/paper-broker.ts';
import type { Clock } from '../../src/lib/core/clock.ts';
import { ratePpm } from '../../src/lib/core/fill.ts';
import { type Instrument, parseInstrument } from '../../src/lib/core/instrument.ts';
import { intervalMs } from '../../src/lib/core/interval.ts';
import { cents } from '../../src/lib/core/money.ts';
import { type TimedEntry, toEntry } from '../../src/lib/journal/entry.ts';
import type { HiveState, SymbolState } from '../../src/lib/journal/state.ts';
import type { Quote, QuoteSource } from '../../src/lib/market/bar-source.ts';
import { memoryStore } from '../../src/lib/store/memory/store.ts';
import type { Strategy, View } from '../../src/lib/trading/strategy.ts';
import { MemoryJournal } from './memory-journal.ts';
import { SLEEPING_LEARNER } from './sleeping-learner.ts';
import { HandHalt } from './tick-desk.ts';
import { viewOf } from './tick-strategies.ts';

/** A clock that is set to each moment; nothing takes any time. */
class MomentClock implements Clock {
  atMs = 0;
  now = () => this.atMs;
  monotonic = () => this.atMs;
}

/** Quotes of one moment; a symbol that has none then is not known. */
class MomentQuotes implements QuoteSource {
  at = new Map<string, Quote>();

  async quote({ symbol }: Instrument): Promise<Quote | null> {
    return this.at.get(symbol) ?? null;
  }
}

/** Nanos of a price of whole cents. */
const nanos = (price: number): bigint => BigInt(Math.round(price * 100)) * 10_000_000n;
const ceil = (a: bigint, b: bigint): bigint => (a % b === 0n ? a / b : a / b + 1n);

/** Bid and ask around a middle price with half of the spread on each side, worked out here once more. */
const bidOf = (middle: number, ppm: number): bigint => (nanos(middle) * BigInt(2_000_000 - ppm)) / 2_000_000n;
const askOf = (middle: number, ppm: number): bigint =>
  ceil(nanos(middle) * BigInt(2_000_000 + ppm), 2_000_000n);

const SENDS = { arm: { read: () => null }, learner: SLEEPING_LEARNER, isDryRun: false };

/** A newest closed bar says what it said; before the first one there is nothing to say. */
function lookAt({ symbol, series, track }: SymbolInput, nowMs: number, terms: HiveTerms): View {
  const length = intervalMs(series.interval);
  const closed = [...series.time].filter(timeMs => timeMs + length <= nowMs).length;
  if (closed === 0) return { opinion: { kind: 'none', reason: 'NO_BARS' }, evidence: null };
  const bar = closed - 1;
  const confidence = track.confidence?.[bar] ?? 1;
  if (Number.isNaN(confidence)) return { opinion: { kind: 'none', reason: 'NO_MODEL' }, evidence: null };
  const action = ({ '1': 'BUY', '-1': 'SELL', '0': 'HOLD' } as const)[String(track.codes[bar]) as '1'];
  const widths = track.widths?.(bar) ?? null;
  const breakEven = terms.breakEven?.(0, bar) ?? null;
  const view = viewOf(symbol, { action, confidence, widths, breakEven });
  if (view.evidence === null) return view;
  const barCloseMs = series.time[bar]! + length;
  return {
    opinion: { ...view.opinion, signal: { ...view.opinion.signal, barCloseMs } },
    evidence: { ...view.evidence, barCloseMs, lastClose: series.close[bar]! },
  };
}

export interface TickedRun {
  readonly entries: readonly TimedEntry[];
  readonly state: HiveState;
}

/**
 * Plays bars through real ticks: the embedded broker, a journal, a clock and quotes that are set to each moment. The
 * spread is on both sides; moments are the opens and, with `exits.inside`, where a plan is met inside a bar.
 */
export async function tickThrough(input: EngineInput, terms: HiveTerms): Promise<TickedRun> {
  const { symbols, execution, startingCents } = input;
  const clock = new MomentClock();
  const quotes = new MomentQuotes();
  const disk = new MemoryJournal();
  const ledger = new MemoryLedger({ seed: terms.seed, startingCash: cents(startingCents) });
  const broker = new PaperBroker({
    ...{ ledger, quotes, clock, feePpm: ratePpm(terms.feeRate) },
    instruments: symbols.map(({ symbol }) => parseInstrument(symbol)),
    fills: quoteFills({ slippageBps: execution.slippage.ppm / 100 }),
  });
  const strategy: Strategy = {
    id: 'scripted',
    look: async (symbol, { nowMs }) => lookAt(symbols.find(each => each.symbol === symbol)!, nowMs, terms),
  };
  const silent: Strategy = {
    id: 'silent',
    look: async () => ({ opinion: { kind: 'none', reason: 'NO_MODEL' }, evidence: null }),
  };
  const journal = new JournalSession({
    ...{ open: disk.open, checkpoints: memoryStore().checkpoints, clock },
    mode: terms.mode,
  });
  const { breakEven: _, keepsEntries: __, ...settings } = terms;
  const ports = { clock, journal, broker, quotes, strategy, control: silent, halt: new HandHalt(), ...SENDS };
  const tick = async (atMs: number, now: readonly Quote[]) => {
    clock.atMs = atMs;
    quotes.at = new Map(now.map(quote => [quote.symbol, quote]));
    await runTick({ ...ports, wait: async () => {} }, settings);
  };
  for (const timeMs of openTimes(symbols)) {
    const bars = symbols.flatMap(each => {
      const bar = each.series.time.indexOf(timeMs);
      return bar >= each.firstBar ? [{ each, bar }] : [];
    });
    await tick(
      timeMs,
      bars.map(({ each, bar }) => quoteOf(each.symbol, each.series.open[bar]!, { timeMs, input })),
    );
    if (!execution.exits.inside) continue;
    const met = bars.flatMap(({ each, bar }) =>
      exitQuote(journal.state.books.main.symbols[each.symbol], { each, bar, input }),
    );
    if (met.length > 0) await tick(met[0]!.timeMs, met);
  }
  return { entries: disk.records.map(toEntry), state: journal.state };
}

const openTimes = (symbols: readonly SymbolInput[]): number[] => {
  const start = Math.min(...symbols.map(({ series, firstBar }) => series.time[firstBar] ?? Infinity));
  const times = symbols.flatMap(({ series }) => [...series.time]).filter(timeMs => timeMs >= start);
  return [...new Set(times)].sort((a, b) => a - b);
};

const spreadOf = ({ execution }: EngineInput): number => execution.spread.ppm;

const quoteOf = (
  symbol: string,
  middle: number,
  { timeMs, input }: { timeMs: number; input: EngineInput },
) => ({
  ...{ symbol, timeMs },
  bid: Number(bidOf(middle, spreadOf(input))) / 1e9,
  ask: Number(askOf(middle, spreadOf(input))) / 1e9,
});

/** The quote of the bar's last millisecond at which the stop or the target of what is held is met. */
function exitQuote(
  held: SymbolState | undefined,
  { each, bar, input }: { each: SymbolInput; bar: number; input: EngineInput },
): Quote[] {
  if (!held?.plan || held.closing || held.lots.length === 0) return [];
  const { symbol, series } = each;
  const ppm = spreadOf(input);
  const { stop, target } = held.plan;
  const opening = bidOf(series.open[bar]!, ppm);
  let bid: bigint | null = null;
  if (stop !== null && bidOf(series.low[bar]!, ppm) <= stop) bid = opening < stop ? opening : stop;
  else if (target !== null && bidOf(series.high[bar]!, ppm) >= target) bid = target;
  if (bid === null) return [];
  const ask = ceil(bid * BigInt(2_000_000 + ppm), BigInt(2_000_000 - ppm));
  const timeMs = series.time[bar]! + intervalMs(series.interval) - 1;
  return [{ symbol, timeMs, bid: Number(bid) / 1e9, ask: Number(ask) / 1e9 }];
}
