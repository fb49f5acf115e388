import { type Price, priceFromNumber } from '../../core/money.ts';
import type { Reason } from '../../core/reason.ts';
import type { SymbolInput } from '../engine-run.ts';
import type { ExecutionModel } from '../execution.ts';
import type { Dealer } from './dealer.ts';
import { type Direction, LONG, SHORT, seen } from './direction.ts';
import { exitDistances } from './exits.ts';
import { type Pieces, piecesOf } from './pieces.ts';
import type { Portfolio } from './portfolio.ts';
import { barrierAt, barrierIn, choiceOn, hasExpired, type Position, type Stretch } from './position.ts';
import { type Prices, stopAt, targetAt, triggerAt } from './prices.ts';

/** What the seats of one run share. */
export interface Room {
  readonly execution: ExecutionModel;
  readonly prices: Prices;
  readonly dealer: Dealer;
  readonly portfolio: Portfolio;
}

/** An entry that waits for its bar to trade at `level`. */
interface Waiting {
  readonly direction: Direction;
  readonly signalBar: number;
  readonly level: Price;
}

/** A moment at which a signal may be acted on. */
interface Moment {
  readonly bar: number;
  readonly signalBar: number;
  readonly middle: Price;
  readonly at: 'open' | 'close';
}

/** One symbol of a run: its bars are played one by one, each at its open, inside and at its close. */
export class Seat {
  readonly #symbol: number;
  readonly #input: SymbolInput;
  readonly #room: Room;
  readonly #takerPpm: bigint;
  #position: Position | null = null;
  #waiting: Waiting | null = null;
  #bar = -1;

  constructor(symbol: number, input: SymbolInput, room: Room) {
    this.#symbol = symbol;
    this.#input = input;
    this.#room = room;
    this.#takerPpm = BigInt(room.execution.fees.takerPpm);
  }

  open(bar: number): void {
    const { execution, portfolio } = this.#room;
    const open = this.#input.series.open[bar]!;
    this.#bar = bar;
    portfolio.mark(this.#symbol, open);
    const signalBar = bar - 1;
    const isSpoken = execution.fill === 'next-open' && (this.#input.track.codes[signalBar] ?? 0) !== 0;
    if (!this.#position && !isSpoken) return;
    const middle = priceFromNumber(open);
    if (!this.#leaveAtOpen(bar, middle) && isSpoken) this.#act({ bar, signalBar, middle, at: 'open' });
    if (execution.closeAtEnd === 'last-open' && this.#isLast(bar)) this.end(middle, 'END_OF_DATA');
  }

  /** Looks for the trigger of an entry, and for stops and targets, in the order of the bar's pieces. */
  inside(bar: number): void {
    if (!this.#waiting && !this.#isWatched) return;
    const pieces = piecesOf(this.#input, bar);
    for (let row = pieces.from; row < pieces.to && (this.#waiting || this.#isWatched); row++) {
      this.#piece(bar, pieces, row);
    }
    if (!this.#waiting) return;
    this.#waiting = null;
    this.#room.portfolio.book.reject('NOT_TRIGGERED');
  }

  close(bar: number): void {
    const { execution, portfolio } = this.#room;
    const close = this.#input.series.close[bar]!;
    portfolio.mark(this.#symbol, close);
    const isSpoken = execution.fill === 'signal-close' && this.#input.track.codes[bar] !== 0;
    if (!this.#position && !isSpoken) return;
    const middle = priceFromNumber(close);
    if (isSpoken && !this.#position?.closing) this.#act({ bar, signalBar: bar, middle, at: 'close' });
    this.#trail(middle);
    if (execution.closeAtEnd === 'last-close' && this.#isLast(bar)) this.end(middle, 'END_OF_DATA');
  }

  /** Closes what is open at the market, whatever the volume. */
  end(middle: Price, reason: Reason): void {
    const held = this.#position;
    if (!held) return;
    this.#leave(held, { bar: this.#bar, reason, price: this.#atMarket(held, middle), volume: null });
  }

  #isLast(bar: number): boolean {
    return bar === this.#input.series.length - 1;
  }

  /** Whether stops and targets are looked for inside bars: what is being left waits for the next open. */
  get #isWatched(): boolean {
    return this.#room.execution.exits.inside && this.#position !== null && this.#position.closing === null;
  }

  #atMarket({ direction }: Position, middle: Price): Price {
    const { prices } = this.#room;
    return prices.market(direction.exit, prices.exit(direction, middle));
  }

  /** Exits that need no signal. @returns whether there was one, be it only in part. */
  #leaveAtOpen(bar: number, middle: Price): boolean {
    const held = this.#position;
    if (!held) return false;
    const barrier = barrierAt(held, this.#room.prices.exit(held.direction, middle));
    const reason = barrier ?? (hasExpired(held, bar) ? 'EXIT_TIME' : null);
    if (!reason) return false;
    if (reason === 'EXIT_TARGET' && !held.closing) this.#takeProfit(held, bar, middle);
    else this.#leave(held, { bar, reason, price: this.#atMarket(held, middle) });
    return true;
  }

  /** A target that rests as a limit order fills without slippage: at its price, or better where the quote of `middle` is. */
  #takeProfit(held: Position, bar: number, middle: Price | null): void {
    const { execution, prices } = this.#room;
    const { makerPpm } = execution.fees;
    const { exit } = held.direction;
    const met = middle ? prices.exit(held.direction, middle) : held.target!;
    const terms =
      makerPpm === null ? { price: prices.market(exit, met) } : { price: met, feePpm: BigInt(makerPpm) };
    this.#leave(held, { bar, reason: 'EXIT_TARGET', ...terms });
  }

  #leave(
    held: Position,
    exit: { bar: number; reason: Reason; price: Price; feePpm?: bigint; volume?: null },
  ): void {
    const { dealer } = this.#room;
    const volume = this.#input.series.volume[exit.bar]!;
    const order = { feePpm: this.#takerPpm, volume, ...exit, symbol: this.#symbol };
    if (dealer.leave({ ...order, direction: held.direction })) this.#position = null;
    else held.closing = exit.reason;
  }

  /** A signal meets the position: leave it, turn round, or open one. */
  #act(moment: Moment): void {
    const { execution, portfolio } = this.#room;
    const code = this.#input.track.codes[moment.signalBar]!;
    const held = this.#position;
    if (held) {
      const { action, reason } = choiceOn(code, held.direction, held);
      if (action !== 'exit') return;
      const price = this.#atMarket(held, moment.middle);
      this.#leave(held, { bar: moment.bar, reason, price });
    }
    const direction = code > 0 ? LONG : SHORT;
    if (direction === SHORT && execution.side === 'long-only') return;
    if (!this.#mayEnter(moment)) return;
    if (this.#position) portfolio.book.reject('NO_VOLUME');
    else if (choiceOn(code, direction, null).action === 'enter') this.#seek(direction, moment);
  }

  /** Nothing is opened only to be closed at the same moment. */
  #mayEnter({ bar, at }: Moment): boolean {
    const { closeAtEnd } = this.#room.execution;
    if (!this.#isLast(bar) || closeAtEnd === 'keep') return true;
    return closeAtEnd === 'last-close' && at === 'open';
  }

  /** Enters at once, or waits inside the bar for the trigger. */
  #seek(direction: Direction, { bar, signalBar, middle, at }: Moment): void {
    const { execution, portfolio } = this.#room;
    const { triggerPpb } = execution.entry;
    if (triggerPpb === null) {
      this.#enter(direction, { bar, signalBar, middle });
      return;
    }
    const said = priceFromNumber(this.#input.series.close[signalBar]!);
    const level = triggerAt(direction, said, BigInt(triggerPpb));
    if (seen(direction, middle) >= seen(direction, level)) this.#enter(direction, { bar, signalBar, middle });
    else if (at === 'open') this.#waiting = { direction, signalBar, level };
    else portfolio.book.reject('NOT_TRIGGERED');
  }

  #enter(direction: Direction, { bar, signalBar, middle }: Omit<Moment, 'at'>): void {
    const { prices, dealer, portfolio } = this.#room;
    const quote = prices.entry(direction, middle);
    const volume = this.#input.series.volume[bar]!;
    const refusal = dealer.enter({ direction, symbol: this.#symbol, bar, signalBar, quote, volume });
    if (refusal) portfolio.book.reject(refusal);
    else this.#position = this.#opened(direction, { bar, signalBar, quote });
  }

  #opened(
    direction: Direction,
    { bar, signalBar, quote }: { bar: number; signalBar: number; quote: Price },
  ): Position {
    const { exits } = this.#room.execution;
    const { stop, target, trail } = exitDistances(exits, this.#input.track, signalBar);
    return {
      direction,
      entryBar: bar,
      expiresBar: bar + (exits.maxBars ?? Number.POSITIVE_INFINITY),
      stop: stop === null ? null : stopAt(direction, quote, stop),
      target: target === null ? null : targetAt(direction, quote, target),
      trail: trail === null ? null : stopAt(direction, quote, trail),
      closing: null,
    };
  }

  /** One piece of the inside: the trigger, else the gap at a finer open; then the stop, then the target. */
  #piece(bar: number, { series, finer }: Pieces, row: number): void {
    const open = priceFromNumber(series.open[row]!);
    const extremes = { high: series.high[row]!, low: series.low[row]! };
    const middle = this.#waiting ? triggeredAt(this.#waiting, open, extremes) : open;
    if (middle === null) return;
    if (this.#waiting) {
      const { direction, signalBar } = this.#waiting;
      this.#waiting = null;
      this.#enter(direction, { bar, signalBar, middle });
    } else if (finer && this.#gap(bar, open)) return;
    if (this.#isWatched) this.#barriers(this.#position!, bar, { middle, ...extremes });
  }

  #gap(bar: number, open: Price): boolean {
    const held = this.#position!;
    const reason = barrierAt(held, this.#room.prices.exit(held.direction, open));
    if (reason === 'EXIT_TARGET') this.#takeProfit(held, bar, open);
    else if (reason) this.#leave(held, { bar, reason, price: this.#atMarket(held, open) });
    return reason !== null;
  }

  #barriers(held: Position, bar: number, stretch: Stretch): void {
    const { prices } = this.#room;
    const met = barrierIn(held, stretch, prices);
    if (met?.reason === 'EXIT_TARGET') this.#takeProfit(held, bar, null);
    else if (met) {
      const price = prices.market(held.direction.exit, met.quote);
      this.#leave(held, { bar, reason: met.reason, price });
    }
  }

  /** The trailing stop moves up to its distance behind the close, never down. */
  #trail(middle: Price): void {
    const held = this.#position;
    const ppb = this.#room.execution.exits.trailingStopPpb;
    if (!held || held.trail === null || ppb === null) return;
    const { direction } = held;
    const level = stopAt(direction, this.#room.prices.exit(direction, middle), BigInt(ppb));
    if (seen(direction, level) > seen(direction, held.trail)) held.trail = level;
  }
}

type Extremes = Pick<Stretch, 'high' | 'low'>;

/** The middle price at which a waiting entry is met in a piece that begins at `open`; null when it is not. */
function triggeredAt({ direction, level }: Waiting, open: Price, { high, low }: Extremes): Price | null {
  if (seen(direction, open) >= seen(direction, level)) return open;
  const best = priceFromNumber(direction === LONG ? high : low);
  return seen(direction, best) >= seen(direction, level) ? level : null;
}
