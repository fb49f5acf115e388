import type { Indicator } from './indicator.ts';

/**
 * Exponential moving average with k = 2 / (length + 1), seeded with the plain mean of the first `length` values;
 * first at index length - 1. It never quite forgets where it began: after 3.5 × length bars the seed weighs 0.1 %.
 */
export class Ema implements Indicator {
  readonly firstIndex: number;
  readonly #length: number;
  readonly #weight: number;
  #seen = 0;
  /** The sum of the values while seeding, then the average. */
  #value = 0;

  constructor(length: number) {
    this.firstIndex = length - 1;
    this.#length = length;
    this.#weight = 2 / (length + 1);
  }

  advance(values: Float64Array, out: Float64Array): void {
    let at = this.#seed(values, out);
    const weight = this.#weight;
    let average = this.#value;
    for (; at < values.length; at++) {
      average += weight * (values[at]! - average);
      out[at] = average;
    }
    this.#value = average;
  }

  /** Reads what is still wanted for the seed; gives the place after it. */
  #seed(values: Float64Array, out: Float64Array): number {
    let at = 0;
    for (; at < values.length && this.#seen < this.#length; at++) {
      this.#value += values[at]!;
      this.#seen += 1;
      out[at] = NaN;
      if (this.#seen === this.#length) {
        this.#value /= this.#length;
        out[at] = this.#value;
      }
    }
    return at;
  }
}
