import type { Indicator } from './indicator.ts';

/**
 * Highest or lowest of the last `length` values; first at index length - 1. A monotone queue: a value that is behind
 * a better and younger one can never be the answer any more, so each value enters and leaves once.
 */
export class Extreme implements Indicator {
  readonly firstIndex: number;
  readonly #length: number;
  /** 1 for the highest, -1 for the lowest. */
  readonly #sense: 1 | -1;
  /** The queue as a ring: values that fall from the front on, and the index of each. */
  readonly #values: Float64Array;
  readonly #indexes: Float64Array;
  #front = 0;
  #count = 0;
  #seen = 0;

  constructor(of: 'highest' | 'lowest', length: number) {
    this.firstIndex = length - 1;
    this.#length = length;
    this.#sense = of === 'highest' ? 1 : -1;
    this.#values = new Float64Array(length);
    this.#indexes = new Float64Array(length);
  }

  advance(values: Float64Array, out: Float64Array): void {
    for (let i = 0; i < values.length; i++) {
      this.#push(this.#sense * values[i]!);
      out[i] = this.#seen < this.#length ? NaN : this.#sense * this.#values[this.#front]!;
    }
  }

  #push(value: number): void {
    const index = this.#seen++;
    if (this.#count > 0 && this.#indexes[this.#front]! <= index - this.#length) {
      this.#front = this.#slot(1);
      this.#count -= 1;
    }
    while (this.#count > 0 && this.#values[this.#slot(this.#count - 1)]! <= value) this.#count -= 1;
    const slot = this.#slot(this.#count);
    this.#values[slot] = value;
    this.#indexes[slot] = index;
    this.#count += 1;
  }

  /** Place in the ring of the entry that is `behind` the front. */
  #slot(behind: number): number {
    const place = this.#front + behind;
    return place < this.#length ? place : place - this.#length;
  }
}
