import { ratePpm, settle } from '../../core/fill.ts';
import { intervalMs } from '../../core/interval.ts';
import { type Price, priceFromNumber, priceNumber } from '../../core/money.ts';
import type { TimedEntry } from '../../journal/entry.ts';
import { symbolState } from '../../journal/state.ts';
import type { Quote } from '../../market/bar-source.ts';
import type { View } from '../../trading/strategy.ts';
import type { EngineInput, SymbolInput } from '../engine-run.ts';
import type { Actor } from './actor.ts';
import { LONG } from './direction.ts';
import { exitMoments } from './exit-moments.ts';
import { HiveDesk, type TickStep } from './hive-desk.ts';
import type { HiveTerms } from './hive-terms.ts';
import { noView, viewOfBar } from './opinions.ts';
import { Portfolio } from './portfolio.ts';
import { Prices } from './prices.ts';
import type { Turn } from './timeline.ts';

/** The moment of a tick, with the middle price of each symbol that has its turn, and the bar whose signal counts. */
interface Moment {
  readonly nowMs: number;
  readonly turns: readonly Turn[];
  readonly middle: (turn: Turn) => number;
  readonly signalBar: ((bar: number) => number) | null;
  /** Whether what is bought now would be sold at once, because the bars end. */
  readonly isLast: boolean;
}

/** Plays HIVE's own ticks: at each open (and each close, where signals fill there), and where an exit is met inside. */
export class HiveActor implements Actor {
  readonly portfolio: Portfolio;
  readonly #input: EngineInput;
  readonly #terms: HiveTerms;
  readonly #desk: HiveDesk;
  readonly #prices: Prices;
  readonly #symbols: ReadonlyMap<string, number>;
  /** Bar of each symbol that was played last. */
  readonly #bars: number[];
  readonly #endMs: number;

  constructor(input: EngineInput, terms: HiveTerms) {
    const { symbols, execution, startingCents } = input;
    const settings = { ...terms, symbols: symbols.map(({ symbol }) => symbol) };
    this.#input = input;
    this.#terms = settings;
    const { keepsEntries = true } = terms;
    this.#desk = new HiveDesk({ settings, startingCents, slippagePpm: execution.slippage.ppm, keepsEntries });
    this.#prices = new Prices(execution);
    this.#symbols = new Map(symbols.map(({ symbol }, index) => [symbol, index]));
    this.#bars = symbols.map(() => -1);
    this.#endMs = Math.max(...symbols.map(({ series }) => series.time.at(-1) ?? Number.NEGATIVE_INFINITY));
    this.portfolio = new Portfolio(startingCents, symbols.length);
  }

  get entries(): readonly TimedEntry[] {
    return this.#desk.entries;
  }

  play(timeMs: number, turns: readonly Turn[]): void {
    const { closeAtEnd, exits } = this.#input.execution;
    const ends = timeMs === this.#endMs ? closeAtEnd : 'keep';
    for (const { symbol, bar } of turns) this.#bars[symbol] = bar;
    this.#open(timeMs, turns, ends === 'last-open');
    if (ends === 'last-open') {
      this.#end();
      return;
    }
    if (exits.inside) this.#inside(turns);
    this.#close(timeMs, turns, ends === 'last-close');
    if (ends === 'last-close') this.#end();
  }

  #open(nowMs: number, turns: readonly Turn[], isLast: boolean): void {
    const isNow = this.#input.execution.fill === 'next-open';
    const signalBar = isNow ? (bar: number) => bar - 1 : null;
    const middle = ({ symbol, bar }: Turn) => this.#inputOf(symbol).series.open[bar]!;
    this.#tick({ nowMs, turns, middle, signalBar, isLast });
  }

  #close(timeMs: number, turns: readonly Turn[], isLast: boolean): void {
    const middle = ({ symbol, bar }: Turn) => this.#inputOf(symbol).series.close[bar]!;
    for (const turn of turns) this.portfolio.mark(turn.symbol, middle(turn));
    if (this.#input.execution.fill === 'next-open') return;
    const nowMs = timeMs + intervalMs(this.#input.symbols[0]!.series.interval);
    this.#tick({ nowMs, turns, middle, signalBar: bar => bar, isLast });
  }

  #inputOf(symbol: number): SymbolInput {
    return this.#input.symbols[symbol]!;
  }

  #tick(moment: Moment): void {
    const { nowMs, turns, middle } = moment;
    const quotes = new Map<string, Quote>();
    for (const turn of turns) {
      const price = middle(turn);
      this.portfolio.mark(turn.symbol, price);
      const { symbol } = this.#inputOf(turn.symbol);
      quotes.set(symbol, this.#quote(symbol, nowMs, priceFromNumber(price)));
    }
    const wanted = turns.filter(turn => this.#wantsIn(moment, turn));
    const viewOf = (symbol: string) => this.#viewOf(moment, this.#symbols.get(symbol)!);
    const steps = this.#desk.tick({ nowMs, quotes, viewOf });
    for (const step of steps) this.#book(step, moment);
    this.#countRejected(wanted, steps);
  }

  #quote(symbol: string, timeMs: number, middle: Price): Quote {
    const bid = priceNumber(this.#prices.exit(LONG, middle));
    return { symbol, timeMs, bid, ask: priceNumber(this.#prices.entry(LONG, middle)) };
  }

  #viewOf({ signalBar, isLast }: Moment, symbol: number): View {
    // Ticks at opens execute what is still open when signals fill at closes.
    if (!signalBar) return noView('EPOCH_DECIDED');
    const bar = signalBar(this.#bars[symbol]!);
    if (isLast && this.#inputOf(symbol).track.codes[bar] === 1) return noView('END_OF_DATA');
    return viewOfBar(this.#input.symbols, symbol, bar, this.#terms);
  }

  /** Whether the signal of the moment asks for a position where there is none. */
  #wantsIn({ signalBar, isLast }: Moment, { symbol, bar }: Turn): boolean {
    if (!signalBar || isLast || this.portfolio.held(symbol) !== 0n) return false;
    return this.#inputOf(symbol).track.codes[signalBar(bar)] === 1;
  }

  #countRejected(wanted: readonly Turn[], steps: readonly TickStep[]): void {
    for (const { symbol } of wanted) {
      const step = steps.find(each => this.#symbols.get(each.symbol) === symbol)!;
      if (!step.fill && step.reason !== 'EPOCH_DECIDED') this.portfolio.book.reject(step.reason);
    }
  }

  #book({ symbol: name, fill }: TickStep, { signalBar }: Pick<Moment, 'signalBar'>): void {
    if (!fill) return;
    const symbol = this.#symbols.get(name)!;
    const bar = this.#bars[symbol]!;
    const { cash, qty: net, feeValue: fee } = settle(fill, this.#feePpm);
    const { side, reason, qty, price } = fill;
    const purpose = side === 'buy' ? 'entry' : 'exit';
    const said = purpose === 'entry' && signalBar ? signalBar(bar) : bar;
    this.portfolio.apply({ symbol, bar, side, purpose, reason, signalBar: said, qty, price, cash, net, fee });
  }

  get #feePpm(): bigint {
    return ratePpm(this.#terms.feeRate);
  }

  /** Ticks at the moments inside the bars at which a stop or a target is met; moments of one time are one tick. */
  #inside(turns: readonly Turn[]): void {
    const { state } = this.#desk;
    const moments = turns.flatMap(({ symbol, bar }) => {
      const input = this.#inputOf(symbol);
      const held = symbolState(state!.books.main, input.symbol);
      return exitMoments(held, { input, bar, prices: this.#prices });
    });
    for (const nowMs of [...new Set(moments.map(({ atMs }) => atMs))].sort((a, b) => a - b)) {
      const now = moments.filter(({ atMs }) => atMs === nowMs);
      const quotes = new Map(now.map(({ quote }) => [quote.symbol, quote]));
      const steps = this.#desk.tick({ nowMs, quotes, viewOf: () => noView('EPOCH_DECIDED') });
      for (const step of steps) this.#book(step, { signalBar: null });
    }
  }

  /** What is left after the last bar is sold at the newest prices, outside of the journal: no tick does that. */
  #end(): void {
    this.#input.symbols.forEach((_, symbol) => {
      const qty = this.portfolio.held(symbol);
      if (qty === 0n) return;
      const price = this.#prices.market('sell', this.#prices.exit(LONG, this.portfolio.last(symbol)));
      const { cash, qty: net, feeValue: fee } = settle({ side: 'sell', qty, price }, this.#feePpm);
      const bar = this.#bars[symbol]!;
      const what = { symbol, bar, side: 'sell', purpose: 'exit', reason: 'END_OF_DATA' } as const;
      this.portfolio.apply({ ...what, signalBar: bar, qty, price, cash, net, fee });
    });
  }
}
