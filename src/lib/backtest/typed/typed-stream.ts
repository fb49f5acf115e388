import { type BarSeries, emptySeries, sliceSeries } from '../../core/bar-series.ts';
import { intervalMs } from '../../core/interval.ts';
import type { SignalTrack } from '../../trading/signals.ts';
import type { EngineRun } from '../engine-run.ts';
import type { ExecutionModel } from '../execution.ts';
import { Account } from './account.ts';
import { checkBars, checkCodes, placed } from './check-input.ts';
import { growDoubles, grownRoom } from './columns.ts';
import { Holding } from './holding.ts';
import { Play } from './play.ts';
import { type Stretch, skipFlat, skipHeld, skipWatched } from './quiet-bars.ts';
import { type Terms, termsOf } from './terms.ts';
import { TimeAxis } from './time-axis.ts';

/** Bars that are checked and played at a time: five columns of them fit into the second-level cache. */
const BLOCK = 4096;

export interface StreamOptions {
  readonly execution: ExecutionModel;
  readonly startingCents: number;
  /** First bar, counted from the first one read, on which a signal may fill. */
  readonly firstBar: number;
  /** Distances of barriers by the number of the bar; see `SignalTrack`. */
  readonly widths?: SignalTrack['widths'];
  /** How many bars will come, as far as is known: room for them is set aside once instead of growing. */
  readonly expectedBars?: number;
  /** False when the caller has the times anyway: those of the run are empty then. */
  readonly keepsTime?: boolean;
}

/**
 * Backtest of one symbol over bars that come in chunks: it keeps equity, times, trades and fills in columns and no
 * bars but the newest, which waits until it is known whether it is the last one. Any way of cutting the bars into
 * chunks gives the same run.
 */
export class TypedStream {
  readonly #terms: Terms;
  readonly #account: Account;
  readonly #play: Play;
  readonly #firstBar: number;
  readonly #axis: TimeAxis | null;
  /** The newest bar and its code; null before the first one and after the end. */
  #held: { readonly series: BarSeries; readonly codes: Int8Array } | null = null;
  readonly #stretch: Stretch;
  readonly #watched: { readonly holding: Holding; readonly terms: Terms };
  #equity = new Float64Array(0);
  #length = 0;
  #barsInMarket = 0;
  #finished = false;

  /** @throws RangeError for the sizing `hive` and for execution models that make no sense */
  constructor(options: StreamOptions) {
    const { execution, startingCents, firstBar, widths = null, expectedBars = 0, keepsTime = true } = options;
    this.#terms = termsOf(execution);
    const holding = new Holding(0, widths);
    this.#account = new Account(this.#terms, [holding], startingCents);
    this.#play = new Play(this.#account, holding, { firstBar, detail: null });
    this.#firstBar = firstBar;
    this.#axis = keepsTime ? new TimeAxis() : null;
    this.#watched = { holding, terms: this.#terms };
    const lag = this.#terms.nextOpen ? 1 : 0;
    const series = emptySeries('', '1m');
    this.#reserve(Math.max(0, expectedBars - firstBar));
    const equity = this.#equity;
    this.#stretch = { series, codes: new Int8Array(0), from: 0, end: 0, lag, equity, at: 0 };
  }

  /**
   * Plays the next bars; `codes` holds what was said at the close of each.
   * @throws HiveError (data) for bars or amounts that cannot be played exactly, RangeError for times that do not rise
   */
  advance(chunk: BarSeries, codes: Int8Array): void {
    if (this.#finished) throw new RangeError('the run is finished');
    checkCodes(chunk, codes);
    if (chunk.length === 0) return;
    this.#reserve(chunk.length + 1);
    const newest = chunk.length - 1;
    if (this.#held) this.#drive(this.#held.series, this.#held.codes, false);
    this.#drive(sliceSeries(chunk, 0, newest), codes, false);
    this.#held = { series: copyBar(chunk, newest), codes: codes.slice(newest, newest + 1) };
  }

  /** Plays the last bar and returns the run. */
  finish(): EngineRun {
    if (this.#finished) throw new RangeError('the run is finished');
    this.#finished = true;
    if (this.#held) this.#drive(this.#held.series, this.#held.codes, true);
    this.#held = null;
    this.#play.update();
    const { trades, fills, rejected, cash } = this.#account;
    return {
      time: this.#axis?.toArray() ?? new Float64Array(0),
      equity: this.#equity.subarray(0, this.#length),
      barsInMarket: this.#barsInMarket,
      trades,
      fills,
      rejected,
      cashCents: cash,
    };
  }

  #reserve(more: number): void {
    const needed = this.#length + more;
    const room = this.#equity.length;
    if (needed > room) this.#equity = growDoubles(this.#equity, grownRoom(room, needed));
  }

  #drive(series: BarSeries, codes: Int8Array, isLast: boolean): void {
    this.#play.read(series, codes);
    const from = Math.min(series.length, Math.max(0, this.#firstBar - this.#play.base));
    const played = series.length - from;
    if (played === 0) return;
    this.#axis?.append(series.time, from, intervalMs(series.interval));
    const stretch = this.#stretch;
    stretch.series = series;
    stretch.codes = codes;
    stretch.equity = this.#equity;
    stretch.at = this.#length - from;
    try {
      this.#playFrom(from, isLast);
    } catch (error) {
      const timeMs = series.time[this.#play.holding.bar - this.#play.base]!;
      throw placed(error, { symbol: series.symbol, timeMs });
    }
    this.#length += played;
  }

  /**
   * Plays the first bar, then those on which something may happen. It goes by blocks, so that bars that were just
   * checked are still near the processor when they are played.
   */
  #playFrom(from: number, isLast: boolean): void {
    const { series } = this.#play;
    let k = from;
    for (let block = from; block < series.length; block += BLOCK) {
      const end = Math.min(series.length, block + BLOCK);
      checkBars(series, block, end);
      if (k > from) k = this.#skip(k, end);
      while (k < end) {
        this.#playBar(k, isLast);
        k = this.#skip(k + 1, end);
      }
    }
  }

  #playBar(k: number, isLast: boolean): void {
    const play = this.#play;
    const account = this.#account;
    play.open(k, isLast);
    play.inside();
    play.close(isLast);
    let equity = account.equity();
    if (equity <= 0 && !account.halted) {
      play.liquidate();
      account.halted = true;
      equity = account.equity();
    }
    this.#equity[this.#stretch.at + k] = equity;
    if (play.holding.side !== 0) this.#barsInMarket++;
  }

  /** First bar of `from` to `end` that must be played, or `end`; the equity of those before it is written. */
  #skip(from: number, end: number): number {
    const stretch = this.#stretch;
    const { holding, base } = this.#play;
    const { cash, halted } = this.#account;
    stretch.from = from;
    stretch.end = end;
    if (halted) {
      stretch.equity.fill(cash / 100, stretch.at + from, stretch.at + end);
      return end;
    }
    if (holding.side === 0) return skipFlat(stretch, cash, this.#terms.longShort);
    if (holding.exiting) return from;
    stretch.end = Math.max(from, Math.min(end, holding.entryBar + this.#terms.maxBars - base));
    const next = holding.hasLevels
      ? skipWatched(stretch, cash, this.#watched)
      : skipHeld(stretch, cash, holding);
    this.#barsInMarket += next - from;
    return next;
  }
}

function copyBar(series: BarSeries, k: number): BarSeries {
  const { symbol, interval, time, open, high, low, close, volume } = series;
  const one = (column: Float64Array) => column.slice(k, k + 1);
  return {
    symbol,
    interval,
    length: 1,
    time: one(time),
    open: one(open),
    high: one(high),
    low: one(low),
    close: one(close),
    volume: one(volume),
  };
}
