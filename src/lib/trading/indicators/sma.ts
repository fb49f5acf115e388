import type { Indicator } from './indicator.ts';

/**
 * Simple moving average of the last `length` values; first at index length - 1.
 *
 * A running sum that adds the newest value and takes the oldest away drifts, and never recovers from one huge
 * value. So values are cut into blocks of `length`: a window is the end of one block and the beginning of the next,
 * and sums from a block's ends inwards (van Herk 1992 and Gil & Werman 1993 do so with maxima) give each window in
 * one addition. Nothing is ever subtracted: of positive values the mean is within length × 1.2e-16 of the exact one.
 */
export class Sma implements Indicator {
  readonly firstIndex: number;
  readonly #length: number;
  /** Values of the block that is being read. */
  readonly #block: Float64Array;
  /** Of the block before: sums from each place to its end; the last entry is the empty sum. NaN before there is one. */
  readonly #ends: Float64Array;
  #at = 0;
  /** Sum of the values read of this block. */
  #begun = 0;

  constructor(length: number) {
    this.firstIndex = length - 1;
    this.#length = length;
    this.#block = new Float64Array(length);
    this.#ends = new Float64Array(length + 1).fill(NaN, 0, length);
  }

  advance(values: Float64Array, out: Float64Array): void {
    for (let from = 0; from < values.length; ) {
      const to = Math.min(values.length, from + this.#length - this.#at);
      this.#read(values, out, { from, to });
      from = to;
    }
  }

  /** Reads values of one block. */
  #read(values: Float64Array, out: Float64Array, { from, to }: { from: number; to: number }): void {
    const block = this.#block;
    const ends = this.#ends;
    const length = this.#length;
    const at = this.#at;
    let sum = this.#begun;
    for (let i = from, place = at; i < to; i++, place++) {
      const value = values[i]!;
      block[place] = value;
      sum += value;
      out[i] = (ends[place + 1]! + sum) / length;
    }
    this.#begun = sum;
    this.#at = at + to - from;
    if (this.#at === length) this.#turn();
  }

  /** The block is full: its sums from each place to the end, and a new block begins. */
  #turn(): void {
    const block = this.#block;
    const ends = this.#ends;
    let sum = 0;
    for (let place = block.length - 1; place >= 0; place--) {
      sum += block[place]!;
      ends[place] = sum;
    }
    this.#at = 0;
    this.#begun = 0;
  }
}
