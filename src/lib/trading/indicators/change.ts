import type { Indicator } from './indicator.ts';

/**
 * Change over `length` bars; first at index `length`. `rate`: as a share of the price then (the rate of change, which
 * charts show in percent); `difference`: in dollars (momentum).
 */
export class Change implements Indicator {
  readonly firstIndex: number;
  readonly #as: 'rate' | 'difference';
  /** The last `length` values as a ring; NaN before they were read. */
  readonly #past: Float64Array;
  #at = 0;

  constructor(as: 'rate' | 'difference', length: number) {
    this.firstIndex = length;
    this.#as = as;
    this.#past = new Float64Array(length).fill(NaN);
  }

  advance(values: Float64Array, out: Float64Array): void {
    const past = this.#past;
    const asRate = this.#as === 'rate';
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      const then = past[this.#at]!;
      out[i] = asRate ? value / then - 1 : value - then;
      past[this.#at] = value;
      this.#at = this.#at + 1 === past.length ? 0 : this.#at + 1;
    }
  }
}
