import { Ema } from './ema.ts';

export interface MacdLengths {
  readonly fast: number;
  readonly slow: number;
  readonly signal: number;
}

/** Where the two lines go; each as long as the values. */
export interface MacdLines {
  readonly macd: Float64Array;
  readonly signal: Float64Array;
}

/**
 * Moving average convergence/divergence (Appel 1979): the fast less the slow exponential average, first at index
 * slow - 1, and its own exponential average, the signal, first at index slow + signal - 2.
 */
export class Macd {
  readonly firstIndex: number;
  readonly #fast: Ema;
  readonly #slow: Ema;
  readonly #signal: Ema;
  /** Values that have no macd yet, so that the signal is not seeded with them. */
  #waiting: number;

  constructor({ fast, slow, signal }: MacdLengths) {
    this.firstIndex = slow + signal - 2;
    this.#fast = new Ema(fast);
    this.#slow = new Ema(slow);
    this.#signal = new Ema(signal);
    this.#waiting = slow - 1;
  }

  advance(values: Float64Array, lines: MacdLines): void {
    const { macd, signal } = lines;
    this.#fast.advance(values, macd);
    this.#slow.advance(values, signal);
    for (let i = 0; i < values.length; i++) macd[i] = macd[i]! - signal[i]!;
    const from = Math.min(this.#waiting, values.length);
    this.#waiting -= from;
    signal.fill(NaN, 0, from);
    this.#signal.advance(macd.subarray(from, values.length), signal.subarray(from));
  }
}
