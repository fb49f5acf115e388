import { type BarSeries, indexAtOrAfter } from '../../core/bar-series.ts';
import { intervalMs } from '../../core/interval.ts';
import type { Account } from './account.ts';
import { priceNanos } from './amounts.ts';
import { capOf, enter } from './enter.ts';
import type { FillReason } from './fill-table.ts';
import type { Holding } from './holding.ts';
import { leave } from './leave.ts';
import { aboveUp, below, exitQuote, type Terms } from './terms.ts';

/** An entry that waits for its price inside the bar. */
interface Waiting {
  readonly side: 1 | -1;
  /** Middle price in units of 1e-9 dollars. */
  readonly level: number;
}

/** One bar to look into: the bar itself, or a finer one. */
interface Stretch {
  readonly open: number;
  readonly high: number;
  readonly low: number;
}

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
  #waiting: Waiting | null = null;
  /** Middle price at which the stretch that is looked into began: its open, or the trigger of the entry inside it. */
  #from = 0;
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
    holding.bar = this.base + k;
    holding.last = this.series.open[k]!;
    this.#cap = capOf(this.#terms, this.series.volume[k]!);
    this.#waiting = null;
    const mid = priceNanos(holding.last);
    this.#from = mid;
    const endsHere = isLast && this.#terms.closeAtEnd === 'last-open';
    const left = holding.side !== 0 && this.#leaveAtOpen(mid);
    if (!left && this.#terms.nextOpen && !this.#account.halted) {
      this.#act(k, { code: k > 0 ? this.codes[k - 1]! : this.#codeBefore, mid, enters: !endsHere });
    }
    if (endsHere) this.closeAll('END_OF_DATA', mid);
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

  /** A stop or target at or beyond a quote fills there; a target that rests fills at its price. */
  #leaveAtGap(quote: number): boolean {
    const { holding } = this;
    if (holding.stopHit(quote)) this.#leave(holding.stopReason, quote);
    else if (holding.targetHit(quote)) this.#leaveAtTarget(quote);
    else return false;
    return true;
  }

  #leaveAtTarget(quote: number): void {
    if (this.#terms.makerPpm < 0) this.#leave('EXIT_TARGET', quote);
    else this.#leave('EXIT_TARGET', this.holding.target, { rests: true });
  }

  #leave(reason: FillReason, quote: number, how: { rests?: boolean; cap?: number } = {}): void {
    const { holding } = this;
    const { rests = false, cap = this.#cap } = how;
    if (leave(this.#account, holding, { reason, bar: holding.bar, quote, rests, cap })) this.#settle();
  }

  #settle(): void {
    const { holding } = this;
    holding.see(this.series, holding.bar, this.base);
    const { row, feeClose, realised, lowest, highest } = holding;
    this.#account.trades.write(row, { feeClose, profit: realised, lowest, highest });
  }

  /** Closes what is open at a quote made of `mid`, whatever the volume. */
  closeAll(reason: FillReason, mid: number): void {
    const { holding } = this;
    if (holding.side === 0) return;
    this.#leave(reason, exitQuote(this.#terms, holding.side, mid), { cap: Infinity });
  }

  /** Acts on the signal `code`, at a quote made of `mid`. */
  #act(k: number, { code, mid, enters }: { code: number; mid: number; enters: boolean }): void {
    const { holding } = this;
    if (code === 0 || code === holding.side || holding.exiting) return;
    if (holding.bar < this.#firstBar) return;
    const side = code > 0 ? 1 : -1;
    const wanted = enters && (side > 0 || this.#terms.longShort);
    if (holding.side !== 0) this.#leave('EXIT_SIGNAL', exitQuote(this.#terms, holding.side, mid));
    if (!wanted) return;
    if (holding.side === 0) this.#enterOrWait(k, side, mid);
    else this.#account.reject('NO_VOLUME');
  }

  #enterOrWait(k: number, side: 1 | -1, mid: number): void {
    const { triggerPpb, nextOpen } = this.#terms;
    if (Number.isNaN(triggerPpb)) {
      this.#enter(k, side, mid);
      return;
    }
    const close = priceNanos(this.#closeOf(nextOpen ? k - 1 : k));
    const level = side > 0 ? aboveUp(close, triggerPpb) : below(close, triggerPpb);
    if (side * (mid - level) >= 0) this.#enter(k, side, mid);
    else if (nextOpen) this.#waiting = { side, level };
    else this.#account.reject('NOT_TRIGGERED');
  }

  #closeOf(k: number): number {
    return k < 0 ? this.#closeBefore : this.series.close[k]!;
  }

  #enter(k: number, side: 1 | -1, mid: number): void {
    const { holding } = this;
    enter(this.#account, holding, { side, mid, bar: holding.bar, volume: this.series.volume[k]! });
  }

  /** What happens between the open and the close of bar `k`. */
  inside(k: number): void {
    if (!this.#waiting && !(this.holding.side !== 0 && this.#terms.inside)) return;
    const { open, high, low } = this.series;
    if (!this.#insideDetail(k)) this.#insideStretch(k, { open: open[k]!, high: high[k]!, low: low[k]! });
    if (this.#waiting) this.#account.reject('NOT_TRIGGERED');
    this.#waiting = null;
  }

  /** Goes through the finer bars of bar `k`; false when there are none. */
  #insideDetail(k: number): boolean {
    const detail = this.#detail;
    if (!detail) return false;
    const from = this.series.time[k]!;
    const first = indexAtOrAfter(detail, from);
    const end = from + intervalMs(this.series.interval);
    let d = first;
    for (; d < detail.length && detail.time[d]! < end; d++) {
      const open = detail.open[d]!;
      this.#from = priceNanos(open);
      if (this.#watched()) this.#leaveAtGap(exitQuote(this.#terms, this.holding.side, this.#from));
      this.#insideStretch(k, { open, high: detail.high[d]!, low: detail.low[d]! });
    }
    return d > first;
  }

  /** A position whose levels are looked for. */
  #watched(): boolean {
    const { side, exiting } = this.holding;
    return side !== 0 && exiting === null && this.#terms.inside;
  }

  /** The trigger of an entry, then the stop, then the target, within one bar or finer bar. */
  #insideStretch(k: number, stretch: Stretch): void {
    if (this.#waiting) this.#tryTrigger(k, this.#waiting, stretch);
    if (!this.#watched()) return;
    const { holding } = this;
    const { side } = holding;
    const worst = exitQuote(this.#terms, side, priceNanos(side > 0 ? stretch.low : stretch.high));
    if (holding.stopHit(worst)) {
      // A stop within the spread lies beyond what the position could have been left at from the beginning.
      const start = exitQuote(this.#terms, side, this.#from);
      const level = holding.stopLevel;
      this.#leave(holding.stopReason, side > 0 ? Math.min(level, start) : Math.max(level, start));
      return;
    }
    const best = exitQuote(this.#terms, side, priceNanos(side > 0 ? stretch.high : stretch.low));
    if (holding.targetHit(best)) this.#leaveAtTarget(holding.target);
  }

  #tryTrigger(k: number, { side, level }: Waiting, { open, high, low }: Stretch): void {
    const start = priceNanos(open);
    const reached = priceNanos(side > 0 ? high : low);
    if (side * (reached - level) < 0) return;
    this.#waiting = null;
    // A finer bar may open beyond the trigger.
    this.#from = side > 0 ? Math.max(start, level) : Math.min(start, level);
    this.#enter(k, side, this.#from);
  }

  /** The close of bar `k`, but for the equity. */
  close(k: number, isLast: boolean): void {
    const { holding } = this;
    const { closeAtEnd, nextOpen, trailPpb } = this.#terms;
    holding.last = this.series.close[k]!;
    const mid = priceNanos(holding.last);
    const enters = !(isLast && closeAtEnd !== 'keep');
    if (!nextOpen && !this.#account.halted) this.#act(k, { code: this.codes[k]!, mid, enters });
    if (isLast && closeAtEnd === 'last-close') this.closeAll('END_OF_DATA', mid);
    if (holding.side !== 0 && trailPpb >= 0) {
      holding.follow(this.#terms, exitQuote(this.#terms, holding.side, mid));
    }
  }

  /** Equity is used up. */
  liquidate(): void {
    if (this.holding.side !== 0) this.closeAll('LIQUIDATED', priceNanos(this.holding.last));
  }

  /** Brings the row of an open trade up to the newest bar. */
  update(): void {
    if (this.holding.side !== 0) this.#settle();
  }
}
