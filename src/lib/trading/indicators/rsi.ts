import type { Indicator } from './indicator.ts';

/**
 * Relative strength index after Wilder (1978), in [0, 100]: 100 U / (U + D) of smoothed gains U and losses D, seeded
 * with the mean of the first `length` changes; first at index length. NaN as long as no price has moved. Like every
 * exponential mean it depends a little on where the series began: after 20 × length bars to about 1e-9.
 */
export class Rsi implements Indicator {
  readonly firstIndex: number;
  readonly #length: number;
  #previous = NaN;
  #changes = 0;
  /** Sums while seeding, then means. */
  #gain = 0;
  #loss = 0;

  constructor(length: number) {
    this.firstIndex = length;
    this.#length = length;
  }

  advance(values: Float64Array, out: Float64Array): void {
    let at = this.#seed(values, out);
    const length = this.#length;
    let previous = this.#previous;
    let gain = this.#gain;
    let loss = this.#loss;
    for (; at < values.length; at++) {
      const change = values[at]! - previous;
      previous = values[at]!;
      gain = (gain * (length - 1) + (change > 0 ? change : 0)) / length;
      loss = (loss * (length - 1) + (change < 0 ? -change : 0)) / length;
      out[at] = index(gain, loss);
    }
    this.#previous = previous;
    this.#gain = gain;
    this.#loss = loss;
  }

  /** Reads what is still wanted for the seed; gives the place after it. */
  #seed(values: Float64Array, out: Float64Array): number {
    let at = 0;
    for (; at < values.length && this.#changes < this.#length; at++) {
      out[at] = this.#seedWith(values[at]!);
    }
    return at;
  }

  #seedWith(value: number): number {
    const change = value - this.#previous;
    this.#previous = value;
    if (Number.isNaN(change)) return NaN;
    this.#gain += Math.max(change, 0);
    this.#loss += Math.max(-change, 0);
    this.#changes += 1;
    if (this.#changes < this.#length) return NaN;
    this.#gain /= this.#length;
    this.#loss /= this.#length;
    return index(this.#gain, this.#loss);
  }
}

const index = (gain: number, loss: number): number => (100 * gain) / (gain + loss);
