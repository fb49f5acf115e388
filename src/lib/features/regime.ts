import type { BarSeries } from '../core/bar-series.ts';
import { RollingMedian } from './rolling-median.ts';

/** Codes of `regimes` are indexes into these: the market's volatility (calm, wild) and trend (up, down). */
export const REGIME_NAMES = ['unknown', 'calm up', 'calm down', 'wild up', 'wild down'] as const;
export type RegimeName = (typeof REGIME_NAMES)[number];

/** RiskMetrics' daily decay. */
const DECAY = 0.94;
/** Bars whose median volatility is the usual one. */
const USUAL_BARS = 250;
const FAST = 20;
const SLOW = 60;
/** Wild begins above the one and ends below the other, so that a market at the edge does not flicker. */
const WILD = { on: 1.25, off: 1.05 };
const UP = { on: 0.5, off: 0.1 };

/** Averages of logs that are this near to each other are one: the rest is rounding, which a small s would blow up. */
const SAME = 1e-12;

type Closes = Pick<BarSeries, 'close' | 'length'>;

/** What regimes are told by, bar by bar; NaN where it is undefined. */
export interface RegimeMeasures {
  /** v = s / median of s over the last 250 bars, s being the volatility of one bar. */
  readonly volatility: Float64Array;
  /** z = (EMA 20 - EMA 60 of log closes) / (s √20): the distance of the averages in moves of 20 bars. */
  readonly trend: Float64Array;
}

/**
 * The measures at each close, from closes up to it. s² is the mean of squared log returns (mean taken as 0), weighted
 * by 0.94 a bar and with weights that sum to 1; the median takes as many bars as there are, 250 at most. The averages
 * are seeded with the simple mean of their first 20 and 60 log closes, so z begins at bar 59.
 */
export function regimeMeasures({ close, length }: Closes): RegimeMeasures {
  const volatility = new Float64Array(length).fill(NaN);
  const trend = new Float64Array(length).fill(NaN);
  const usual = new RollingMedian(USUAL_BARS);
  const [fast, slow] = [new Average(FAST), new Average(SLOW)];
  let squares = 0;
  let mass = 0;
  let before = NaN;
  for (let i = 0; i < length; i++) {
    const log = Math.log(close[i]!);
    const distance = fast.push(log) - slow.push(log);
    if (i > 0) {
      squares = DECAY * squares + (log - before) ** 2;
      mass = DECAY * mass + 1;
      const s = Math.sqrt(squares / mass);
      volatility[i] = s / usual.push(s);
      trend[i] = (Math.abs(distance) < SAME ? 0 : distance) / (s * Math.sqrt(FAST));
    }
    before = log;
  }
  return { volatility, trend };
}

/** The regime at the close of each bar: codes into `REGIME_NAMES`, `unknown` for the first 60 bars. */
export const regimes = (series: Closes): Uint8Array => regimesOf(regimeMeasures(series));

/** The same where the measures are known. */
export function regimesOf({ volatility, trend }: RegimeMeasures): Uint8Array {
  const codes = new Uint8Array(volatility.length);
  let wild = false;
  let up = false;
  for (let i = SLOW; i < codes.length; i++) {
    wild = switched(wild, volatility[i]!, WILD);
    up = switched(up, trend[i]!, UP);
    codes[i] = 1 + (wild ? 2 : 0) + (up ? 0 : 1);
  }
  return codes;
}

/** A switch with two thresholds. What is undefined, in a market that does not move at all, changes nothing. */
const switched = (state: boolean, value: number, { on, off }: { on: number; off: number }): boolean =>
  value > on || (state && !(value < off));

/** Exponential average with k = 2 / (n + 1), seeded with the mean of the first n values; NaN before. */
class Average {
  readonly #length: number;
  #seen = 0;
  #value = 0;

  constructor(length: number) {
    this.#length = length;
  }

  push(value: number): number {
    this.#seen += 1;
    if (this.#seen > this.#length) this.#value += (2 / (this.#length + 1)) * (value - this.#value);
    else this.#value += value / this.#length;
    return this.#seen < this.#length ? NaN : this.#value;
  }
}
