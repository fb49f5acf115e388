import type { Indicator } from './indicator.ts';

/**
 * Highest or lowest of the last `length` values; first at index length - 1. A monotone queue: a value that is behind
 * a better and younger one can never be the answer any more, so each value enters and leaves once.
 */
export class Extreme implements Indicator {
  readonly firstIndex: number;
  /** 1 for the highest, -1 for the lowest. */
  readonly #sense: 1 | -1;
  /** The queue as a ring: values that fall from the front on, and the index of each. */
  readonly #values: Float64Array;
  readonly #indexes: Float64Array;
  /** Entry n lies at place n & mask; entries from `front` up to but excluding `back` are in the queue. */
  readonly #mask: number;
  #front = 0;
  #back = 0;
  #seen = 0;

  constructor(of: 'highest' | 'lowest', length: number) {
    const size = 2 ** Math.ceil(Math.log2(length + 1));
    this.firstIndex = length - 1;
    this.#sense = of === 'highest' ? 1 : -1;
    this.#values = new Float64Array(size);
    this.#indexes = new Float64Array(size);
    this.#mask = size - 1;
  }

  advance(values: Float64Array, out: Float64Array): void {
    const queue = this.#values;
    const indexes = this.#indexes;
    const mask = this.#mask;
    const sense = this.#sense;
    const firstIndex = this.firstIndex;
    let front = this.#front;
    let back = this.#back;
    let index = this.#seen;
    for (let i = 0; i < values.length; i++, index++) {
      const value = sense * values[i]!;
      while (back !== front && queue[(back - 1) & mask]! <= value) back -= 1;
      queue[back & mask] = value;
      indexes[back & mask] = index;
      back += 1;
      if (indexes[front & mask]! < index - firstIndex) front += 1;
      out[i] = index < firstIndex ? NaN : sense * queue[front & mask]!;
    }
    this.#front = front & mask;
    this.#back = (front & mask) + back - front;
    this.#seen = index;
  }
}
