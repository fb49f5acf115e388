import type { BarSeries } from '../../core/bar-series.ts';
import type { BarrierWidths } from '../../trading/exit-plan.ts';
import type { FillReason } from './fill-table.ts';
import { above, aboveUp, below, belowUp, type Terms } from './terms.ts';

const ROOM = 1e-12;

/** What the account holds of one symbol, and the levels at which it is left. */
export class Holding {
  readonly symbol: number;
  /** Distances that the strategy sets at the bar of a signal. */
  readonly widths: ((bar: number) => BarrierWidths | null) | null;
  /** 1 long, -1 short, 0 flat. */
  side = 0;
  /** Quantity held, after a fee in coins; units of 1e-9. */
  qty = 0;
  /** The same when it was opened. */
  total = 0;
  /** Newest open or close in dollars. */
  last = 0;
  /** Newest bar that was played. */
  bar = -1;
  entryBar = -1;
  /** Row of the trade. */
  row = -1;
  /** Cents that the entry moved, for what is still held. */
  basis = 0;
  realised = 0;
  feeClose = 0;
  /** Of the exits so far, when there are several: sum of quantity × price. */
  exitSum = 0n;
  /** Levels that are none lie where no price reaches them. */
  stop = -1;
  trail = -1;
  target = Infinity;
  /** Prices in dollars between which no level is met. */
  quietAbove = 0;
  quietBelow = Infinity;
  /** Side times the best close that the trailing stop followed; a worse one does not move it. */
  followed = -Infinity;
  /** Why an exit that is not finished began. */
  exiting: FillReason | null = null;
  lowest = Infinity;
  highest = -Infinity;
  /** First bar that `lowest` and `highest` do not know yet. */
  unseen = 0;

  constructor(symbol: number, widths: Holding['widths']) {
    this.symbol = symbol;
    this.widths = widths;
  }

  /** What a position begins with, whatever it is. */
  begin(bar: number): void {
    this.total = this.qty;
    this.entryBar = bar;
    this.realised = 0;
    this.feeClose = 0;
    this.exitSum = 0n;
    this.exiting = null;
    this.lowest = Infinity;
    this.highest = -Infinity;
    this.unseen = bar;
  }

  /** Sets the levels of a position that was entered at `quote` on the signal of `signalBar`. */
  setLevels(terms: Terms, quote: number, signalBar: number): void {
    const { stop, target } = this.#distances(terms, signalBar);
    this.followed = -Infinity;
    if (this.side > 0) {
      this.stop = stop < 0 ? -1 : below(quote, stop);
      this.trail = terms.trailPpb < 0 ? -1 : below(quote, terms.trailPpb);
      this.target = target < 0 ? Infinity : above(quote, target);
    } else {
      this.stop = stop < 0 ? Infinity : aboveUp(quote, stop);
      this.trail = terms.trailPpb < 0 ? Infinity : aboveUp(quote, terms.trailPpb);
      this.target = target < 0 ? -1 : belowUp(quote, target);
    }
    this.#setQuiet(terms);
  }

  /** Bounds for loops in doubles, with room for every rounding: within them nothing is missed. */
  #setQuiet({ exitBid, exitAsk, quoteScale }: Terms): void {
    const perQuote = quoteScale / (this.side > 0 ? exitBid : exitAsk);
    const lower = this.side > 0 ? this.stopLevel : this.target;
    const upper = this.side > 0 ? this.target : this.stopLevel;
    this.quietAbove = (((lower + 2) * perQuote + 2) / 1e9) * (1 + ROOM);
    this.quietBelow = (((upper - 2) * perQuote - 2) / 1e9) * (1 - ROOM);
  }

  /** Those of the execution model; where it has none, those that the strategy set. */
  #distances({ stopPpb, targetPpb }: Terms, signalBar: number): { stop: number; target: number } {
    const asked = this.widths && (stopPpb < 0 || targetPpb < 0) ? this.widths(signalBar) : null;
    if (!asked) return { stop: stopPpb, target: targetPpb };
    return {
      stop: stopPpb < 0 ? Math.min(1e9, Math.round(asked.stop * 1e9)) : stopPpb,
      target: targetPpb < 0 ? Math.round(asked.target * 1e9) : targetPpb,
    };
  }

  /** Moves the trailing stop behind the exit side of the close `last`, never away from it. */
  follow(terms: Terms, quote: number): void {
    this.followed = Math.max(this.followed, this.side * this.last);
    this.trail =
      this.side > 0
        ? Math.max(this.trail, below(quote, terms.trailPpb))
        : Math.min(this.trail, aboveUp(quote, terms.trailPpb));
    this.#setQuiet(terms);
  }

  /** The stop or the trailing stop, whichever is nearer. */
  get stopLevel(): number {
    return this.side > 0 ? Math.max(this.stop, this.trail) : Math.min(this.stop, this.trail);
  }

  /** Something else than a signal or the time may end it. */
  get hasLevels(): boolean {
    const { stop, trail, target } = this;
    return this.side > 0
      ? stop >= 0 || trail >= 0 || target < Infinity
      : stop < Infinity || trail < Infinity || target >= 0;
  }

  get stopReason(): FillReason {
    const trails = this.side > 0 ? this.trail > this.stop : this.trail < this.stop;
    return trails ? 'EXIT_TRAILING' : 'EXIT_STOP';
  }

  stopHit(quote: number): boolean {
    return this.side > 0 ? quote <= this.stopLevel : quote >= this.stopLevel;
  }

  targetHit(quote: number): boolean {
    return this.side > 0 ? quote >= this.target : quote <= this.target;
  }

  /** Takes the bars up to `bar` into the lowest and highest rate; `base` is the number of the series' first bar. */
  see(series: BarSeries, bar: number, base: number): void {
    const { low, high } = series;
    let { lowest, highest } = this;
    const end = bar - base;
    for (let k = Math.max(0, this.unseen - base); k <= end; k++) {
      if (low[k]! < lowest) lowest = low[k]!;
      if (high[k]! > highest) highest = high[k]!;
    }
    this.lowest = lowest;
    this.highest = highest;
    this.unseen = bar + 1;
  }
}
