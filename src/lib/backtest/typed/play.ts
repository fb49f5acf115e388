import { type BarSeries, indexAtOrAfter } from '../../core/bar-series.ts';
import { intervalMs } from '../../core/interval.ts';
import type { Account } from './account.ts';
import { priceNanos } from './amounts.ts';
import { capOf, type EntryOrder, enter } from './enter.ts';
import type { FillReason } from './fill-table.ts';
import type { Holding } from './holding.ts';
import { type ExitOrder, leave } from './leave.ts';
import { aboveUp, below, exitQuote, type Terms } from './terms.ts';

/**
 * Plays the bars of one symbol, each in three parts (docs/how-a-bar-is-played.md): open, inside, close. `k` counts
 * in the chunk that was read last.
 */
export class Play {
  readonly holding: Holding;
  readonly #account: Account;
  readonly #terms: Terms;
  readonly #firstBar: number;
  readonly #detail: BarSeries | null;
  series!: BarSeries;
  codes!: Int8Array;
  /** Number of the chunk's first bar, counted from the first one read. */
  base = 0;
  /** Close and code of the bar before the chunk. */
  #closeBefore = 0;
  #codeBefore = 0;
  /** Bar that is played, counted in the chunk. */
  #k = 0;
  /** Nothing can happen in it. */
  #quiet = false;
  /** Side of an entry that waits for its price (middle, in units of 1e-9 dollars) inside the bar; 0 for none. */
  #waitingSide = 0;
  #trigger = 0;
  /** Middle price at which the stretch that is looked into began: its open, or the trigger of the entry inside it. */
  #from = 0;
  readonly #entry: EntryOrder = { side: 0, mid: 0, price: 0, bar: 0, cap: 0 };
  readonly #exit: ExitOrder = { reason: 'EXIT_SIGNAL', bar: 0, quote: 0, rests: false, cap: 0 };
  /** Most that an order takes of the bar's volume. */
  #cap = Infinity;

  constructor(account: Account, holding: Holding, input: { firstBar: number; detail: BarSeries | null }) {
    this.#account = account;
    this.#terms = account.terms;
    this.holding = holding;
    this.#firstBar = input.firstBar;
    this.#detail = input.detail;
  }

  /** Takes the next bars; nothing of them is played yet. */
  read(series: BarSeries, codes: Int8Array): void {
    const before = this.series as BarSeries | undefined;
    if (before && before.length > 0) {
      if (this.holding.side !== 0) this.holding.see(before, this.base + before.length - 1, this.base);
      this.base += before.length;
      this.#closeBefore = before.close[before.length - 1]!;
      this.#codeBefore = this.codes[before.length - 1]!;
    }
    this.series = series;
    this.codes = codes;
  }

  /** The open of bar `k`. */
  open(k: number, isLast: boolean): void {
    const { holding } = this;
    const { nextOpen, closeAtEnd } = this.#terms;
    this.#k = k;
    holding.bar = this.base + k;
    holding.last = this.series.open[k]!;
    // Without a cap the volumes need not be fetched from memory.
    if (this.#terms.capNanos >= 0) this.#cap = capOf(this.#terms, this.series.volume[k]!);
    this.#waitingSide = 0;
    const code = nextOpen ? this.#codeOf(k - 1) : this.codes[k]!;
    this.#quiet = !isLast && this.#isQuiet(code);
    if (this.#quiet) return;
    const mid = priceNanos(holding.last);
    this.#from = mid;
    const endsHere = isLast && closeAtEnd === 'last-open';
    const left = holding.side !== 0 && this.#leaveAtOpen(mid);
    if (!left && nextOpen) this.#act(code, mid, !endsHere);
    if (endsHere) this.closeAll('END_OF_DATA', mid);
  }

  #codeOf(k: number): number {
    return k < 0 ? this.#codeBefore : this.codes[k]!;
  }

  /** Nothing can happen in the bar, given the code that is acted on in it: only the last price moves. */
  #isQuiet(code: number): boolean {
    const { holding } = this;
    if (holding.side === 0) return code === 0 || (code < 0 && !this.#terms.longShort);
    if (code === -holding.side || holding.exiting) return false;
    if (holding.bar - holding.entryBar >= this.#terms.maxBars) return false;
    return !holding.hasLevels || this.#isBetweenLevels();
  }

  #isBetweenLevels(): boolean {
    const { holding } = this;
    const { inside, trailPpb } = this.#terms;
    if (inside && this.#detail) return false;
    const { open, high, low, close } = this.series;
    const k = this.#k;
    if ((inside ? low : open)[k]! <= holding.quietAbove) return false;
    if ((inside ? high : open)[k]! >= holding.quietBelow) return false;
    return trailPpb < 0 || holding.side * close[k]! <= holding.followed;
  }

  /** What began earlier, a gap over a level, the time: true when one of them was there. */
  #leaveAtOpen(mid: number): boolean {
    const { holding } = this;
    const quote = exitQuote(this.#terms, holding.side, mid);
    if (holding.exiting) this.#leave(holding.exiting, quote);
    else if (this.#leaveAtGap(quote)) return true;
    else if (holding.bar - holding.entryBar >= this.#terms.maxBars) this.#leave('EXIT_TIME', quote);
    else return false;
    return true;
  }

  /** A stop or target at or beyond a quote fills there. */
  #leaveAtGap(quote: number): boolean {
    const { holding } = this;
    if (holding.stopHit(quote)) this.#leave(holding.stopReason, quote);
    else if (holding.targetHit(quote)) this.#leaveAtTarget(quote);
    else return false;
    return true;
  }

  #leaveAtTarget(quote: number): void {
    this.#exit.rests = this.#terms.makerPpm >= 0;
    this.#leave('EXIT_TARGET', quote);
    this.#exit.rests = false;
  }

  #leave(reason: FillReason, quote: number, cap = this.#cap): void {
    const order = this.#exit;
    order.reason = reason;
    order.bar = this.holding.bar;
    order.quote = quote;
    order.cap = cap;
    if (leave(this.#account, this.holding, order)) this.#settle();
  }

  /** Brings the row of the trade up to the newest bar. */
  #settle(): void {
    const { holding } = this;
    holding.see(this.series, holding.bar, this.base);
    this.#account.trades.write(holding);
  }

  /** Closes what is open at a quote made of `mid`, whatever the volume. */
  closeAll(reason: FillReason, mid: number): void {
    const { holding } = this;
    if (holding.side !== 0) this.#leave(reason, exitQuote(this.#terms, holding.side, mid), Infinity);
  }

  /** Acts on a signal at a quote made of `mid`. */
  #act(code: number, mid: number, enters: boolean): void {
    const { holding } = this;
    if (code === 0 || code === holding.side || holding.exiting) return;
    if (holding.bar < this.#firstBar || this.#account.halted) return;
    if (holding.side !== 0) this.#leave('EXIT_SIGNAL', exitQuote(this.#terms, holding.side, mid));
    if (!enters || (code < 0 && !this.#terms.longShort)) return;
    if (holding.side === 0) this.#enterOrWait(code, mid);
    else this.#account.reject('NO_VOLUME');
  }

  #enterOrWait(side: number, mid: number): void {
    const { triggerPpb, nextOpen } = this.#terms;
    if (Number.isNaN(triggerPpb)) {
      this.#enter(side, mid);
      return;
    }
    const close = priceNanos(this.#closeOf(nextOpen ? this.#k - 1 : this.#k));
    const level = side > 0 ? aboveUp(close, triggerPpb) : below(close, triggerPpb);
    if (side * (mid - level) >= 0) this.#enter(side, mid);
    else if (nextOpen) {
      this.#waitingSide = side;
      this.#trigger = level;
    } else this.#account.reject('NOT_TRIGGERED');
  }

  #closeOf(k: number): number {
    return k < 0 ? this.#closeBefore : this.series.close[k]!;
  }

  #enter(side: number, mid: number): void {
    const order = this.#entry;
    order.side = side;
    order.mid = mid;
    order.bar = this.holding.bar;
    order.cap = this.#cap;
    enter(this.#account, this.holding, order);
  }

  /** What happens between the open and the close of the bar. */
  inside(): void {
    if (this.#quiet) return;
    if (this.#waitingSide === 0 && !this.#watched()) return;
    if (this.#detail === null || !this.#insideDetail(this.#detail)) this.#insideBar(this.series, this.#k);
    if (this.#waitingSide !== 0) this.#account.reject('NOT_TRIGGERED');
    this.#waitingSide = 0;
  }

  /** Goes through the finer bars of the bar; false when there are none. */
  #insideDetail(detail: BarSeries): boolean {
    const from = this.series.time[this.#k]!;
    const end = from + intervalMs(this.series.interval);
    const first = indexAtOrAfter(detail, from);
    let d = first;
    for (; d < detail.length && detail.time[d]! < end; d++) {
      this.#from = priceNanos(detail.open[d]!);
      if (this.#watched()) this.#leaveAtGap(exitQuote(this.#terms, this.holding.side, this.#from));
      this.#insideBar(detail, d);
    }
    return d > first;
  }

  /** A position whose levels are looked for. */
  #watched(): boolean {
    const { side, exiting } = this.holding;
    return side !== 0 && exiting === null && this.#terms.inside;
  }

  /** The trigger of an entry, then the stop, then the target, within bar `at` of the series or of the finer bars. */
  #insideBar({ high, low }: BarSeries, at: number): void {
    const highest = high[at]!;
    const lowest = low[at]!;
    if (this.#waitingSide !== 0) this.#tryTrigger(priceNanos(this.#waitingSide > 0 ? highest : lowest));
    if (!this.#watched()) return;
    const { holding } = this;
    const { side, stopLevel } = holding;
    const worst = exitQuote(this.#terms, side, priceNanos(side > 0 ? lowest : highest));
    if (holding.stopHit(worst)) {
      // A stop within the spread lies beyond what the position could have been left at from the beginning.
      const start = exitQuote(this.#terms, side, this.#from);
      this.#leave(holding.stopReason, side > 0 ? Math.min(stopLevel, start) : Math.max(stopLevel, start));
      return;
    }
    const best = exitQuote(this.#terms, side, priceNanos(side > 0 ? highest : lowest));
    if (holding.targetHit(best)) this.#leaveAtTarget(holding.target);
  }

  #tryTrigger(reached: number): void {
    const side = this.#waitingSide;
    if (side * (reached - this.#trigger) < 0) return;
    this.#waitingSide = 0;
    // A finer bar may open beyond the trigger.
    this.#from = side > 0 ? Math.max(this.#from, this.#trigger) : Math.min(this.#from, this.#trigger);
    this.#enter(side, this.#from);
  }

  /** The close of the bar, but for the equity. */
  close(isLast: boolean): void {
    const { holding } = this;
    const { closeAtEnd, nextOpen, trailPpb } = this.#terms;
    holding.last = this.series.close[this.#k]!;
    if (this.#quiet || (nextOpen && trailPpb < 0 && !isLast)) return;
    const mid = priceNanos(holding.last);
    if (!nextOpen) this.#act(this.codes[this.#k]!, mid, !isLast || closeAtEnd === 'keep');
    if (isLast && closeAtEnd === 'last-close') this.closeAll('END_OF_DATA', mid);
    if (holding.side !== 0 && trailPpb >= 0) {
      holding.follow(this.#terms, exitQuote(this.#terms, holding.side, mid));
    }
  }

  /** Equity is used up: closes the position at the newest price. */
  liquidate(): void {
    if (this.holding.side !== 0) this.closeAll('LIQUIDATED', priceNanos(this.holding.last));
  }

  /** Brings the row of an open trade up to the newest bar. */
  update(): void {
    if (this.holding.side !== 0) this.#settle();
  }
}
