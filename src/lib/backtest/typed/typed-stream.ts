import { type BarSeries, sliceSeries } from '../../core/bar-series.ts';
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

export interface StreamOptions {
  readonly execution: ExecutionModel;
  readonly startingCents: number;
  /** First bar, counted from the first one read, on which a signal may fill. */
  readonly firstBar: number;
  /** Distances of barriers by the number of the bar; see `SignalTrack`. */
  readonly widths?: SignalTrack['widths'];
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
  readonly #axis = new TimeAxis();
  /** The newest bar and its code; null before the first one and after the end. */
  #held: { readonly series: BarSeries; readonly codes: Int8Array } | null = null;
  #equity = new Float64Array(0);
  #length = 0;
  #barsInMarket = 0;
  #finished = false;

  /** @throws RangeError for the sizing `hive` and for execution models that make no sense */
  constructor({ execution, startingCents, firstBar, widths = null }: StreamOptions) {
    this.#terms = termsOf(execution);
    const holding = new Holding(0, widths);
    this.#account = new Account(this.#terms, [holding], startingCents);
    this.#play = new Play(this.#account, holding, { firstBar, detail: null });
    this.#firstBar = firstBar;
  }

  /**
   * Plays the next bars; `codes` holds what was said at the close of each.
   * @throws HiveError (data) for bars or amounts that cannot be played exactly, RangeError for times that do not rise
   */
  advance(chunk: BarSeries, codes: Int8Array): void {
    if (this.#finished) throw new RangeError('the run is finished');
    checkBars(chunk);
    checkCodes(chunk, codes);
    if (chunk.length === 0) return;
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
      time: this.#axis.toArray(),
      equity: this.#equity.subarray(0, this.#length),
      barsInMarket: this.#barsInMarket,
      trades,
      fills,
      rejected,
      cashCents: cash,
    };
  }

  #drive(series: BarSeries, codes: Int8Array, isLast: boolean): void {
    this.#play.read(series, codes);
    const from = Math.min(series.length, Math.max(0, this.#firstBar - this.#play.base));
    const played = series.length - from;
    if (played === 0) return;
    this.#axis.append(series.time, from, intervalMs(series.interval));
    const needed = this.#length + played;
    if (needed > this.#equity.length) {
      this.#equity = growDoubles(this.#equity, grownRoom(this.#equity.length, needed));
    }
    try {
      this.#playFrom(from, isLast);
    } catch (error) {
      const timeMs = series.time[this.#play.holding.bar - this.#play.base]!;
      throw placed(error, { symbol: series.symbol, timeMs });
    }
    this.#length = needed;
  }

  /** Plays the first bar, then whichever the loops over quiet bars do not take. */
  #playFrom(from: number, isLast: boolean): void {
    const { series, codes } = this.#play;
    const { length: end } = series;
    const lag = this.#terms.nextOpen ? 1 : 0;
    const at = this.#length - from;
    for (let k = from; k < end; ) {
      this.#playBar(k, at, isLast);
      k = this.#skip({ series, codes, from: k + 1, end, lag, equity: this.#equity, at });
    }
  }

  #playBar(k: number, at: number, isLast: boolean): void {
    const play = this.#play;
    const account = this.#account;
    play.open(k, isLast);
    play.inside(k);
    play.close(k, isLast);
    let equity = account.equity();
    if (equity <= 0 && !account.halted) {
      play.liquidate();
      account.halted = true;
      equity = account.equity();
    }
    this.#equity[at + k] = equity;
    if (play.holding.side !== 0) this.#barsInMarket++;
  }

  /** First bar from `stretch.from` on that must be played; the equity of those before is written. */
  #skip(stretch: Stretch): number {
    const { from } = stretch;
    const { holding, base } = this.#play;
    const { cash, halted } = this.#account;
    if (holding.side === 0) {
      const long = !halted;
      const next = skipFlat(stretch, { long, short: long && this.#terms.longShort });
      stretch.equity.fill(cash / 100, stretch.at + from, stretch.at + next);
      return next;
    }
    if (holding.exiting) return from;
    const left = holding.entryBar + this.#terms.maxBars - base;
    const end = Math.max(from, Math.min(stretch.end, left));
    const next = holding.hasLevels
      ? skipWatched({ ...stretch, end }, cash, { holding, terms: this.#terms })
      : skipHeld({ ...stretch, end }, cash, holding);
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
