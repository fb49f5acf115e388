import type { LearnerPorts } from '../../src/lib/app/learn/watcher.ts';
import {
  type BarSeries,
  emptySeries,
  indexAtOrAfter,
  setBar,
  sliceSeries,
} from '../../src/lib/core/bar-series.ts';
import type { Clock } from '../../src/lib/core/clock.ts';
import { DAY_MS } from '../../src/lib/core/interval.ts';
import { mulberry32, normal } from '../../src/lib/core/random.ts';
import type { LoadedModel } from '../../src/lib/learning/loaded-model.ts';

/** Daily bars with these closes, the first opening at `startMs`. */
export function dailyBars(symbol: string, startMs: number, closes: readonly number[]): BarSeries {
  const series = emptySeries(symbol, '1d', closes.length);
  closes.forEach((close, day) => {
    const prices = { open: close, high: close, low: close, close };
    setBar(series, day, { timeMs: startMs + day * DAY_MS, ...prices, volume: 1_000 });
  });
  return series;
}

/** Closes of a random walk with 2 % a day. */
export function walkingCloses(seed: number, days: number, drift = 0): number[] {
  const random = mulberry32(seed);
  let close = 100;
  return Array.from({ length: days }, () => {
    close *= Math.exp(drift + 0.02 * normal(random));
    return close;
  });
}

/** Bars before a desk begins: enough for every rule. */
const BEFORE = 200;

/** Sees the daily bars that a test gives it, each when its day is over. */
export class AwakeLearner implements LearnerPorts {
  epochMs = DAY_MS;
  candidate = 'scripted-1';
  loaded: Record<string, LoadedModel | null> = {};
  /** How much later than their day the bars of a symbol come. */
  readonly lateMs = new Map<string, number>();
  /** What asking for bars throws. */
  trouble: Error | null = null;
  readonly #clock: Clock;
  readonly #series: ReadonlyMap<string, BarSeries>;

  constructor(clock: Clock, series: readonly BarSeries[]) {
    this.#clock = clock;
    this.#series = new Map(series.map(one => [one.symbol, one]));
  }

  models(): Record<string, LoadedModel | null> {
    return this.loaded;
  }

  async bars(symbol: string): Promise<BarSeries> {
    if (this.trouble) throw this.trouble;
    return this.#known(symbol);
  }

  barsSince(symbol: string, fromMs: number): BarSeries {
    const known = this.#known(symbol);
    return sliceSeries(known, indexAtOrAfter(known, fromMs - DAY_MS));
  }

  #known(symbol: string): BarSeries {
    const series = this.#series.get(symbol) ?? emptySeries(symbol, '1d');
    const nowMs = this.#clock.now() - (this.lateMs.get(symbol) ?? 0);
    return sliceSeries(series, 0, indexAtOrAfter(series, nowMs - DAY_MS + 1));
  }
}

/** Two symbols that walk at random from 200 days before `startMs` on. */
export function walkingLearner(clock: Clock, startMs: number, drift = 0): AwakeLearner {
  const fromMs = Math.floor(startMs / DAY_MS) * DAY_MS - BEFORE * DAY_MS;
  return new AwakeLearner(clock, [
    dailyBars('BTC/USD', fromMs, walkingCloses(1, BEFORE + 400, drift)),
    dailyBars('ETH/USD', fromMs, walkingCloses(2, BEFORE + 400, drift)),
  ]);
}
