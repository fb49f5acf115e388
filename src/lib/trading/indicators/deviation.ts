import type { Indicator } from './indicator.ts';

/**
 * Mean and population standard deviation (divides by `length`) of the last `length` values; first at index
 * length - 1.
 *
 * Windows are joined from the end of one block of `length` values and the beginning of the next, as in `Sma`, here
 * with count, mean and sum of squares of each part (Welford 1962, joined after Chan, Golub & LeVeque 1983): sums of
 * squares are never subtracted from each other, so a price of a million with moves of a cent loses nothing.
 */
export class Deviation implements Indicator {
  readonly firstIndex: number;
  readonly #length: number;
  readonly #block: Float64Array;
  /** Of the block before: mean and sum of squares from each place to its end; NaN before there is one. */
  readonly #endMeans: Float64Array;
  readonly #endSquares: Float64Array;
  #at = 0;
  #mean = 0;
  #squares = 0;

  constructor(length: number) {
    this.firstIndex = length - 1;
    this.#length = length;
    this.#block = new Float64Array(length);
    this.#endMeans = new Float64Array(length + 1).fill(NaN, 0, length);
    this.#endSquares = new Float64Array(length + 1).fill(NaN, 0, length);
  }

  advance(values: Float64Array, out: Float64Array, means?: Float64Array): void {
    const length = this.#length;
    for (let i = 0; i < values.length; i++) {
      const place = this.#at + 1;
      const value = values[i]!;
      this.#block[this.#at] = value;
      const before = value - this.#mean;
      this.#mean += before / place;
      this.#squares += before * (value - this.#mean);
      const apart = this.#mean - this.#endMeans[place]!;
      const joined = (apart * apart * place * (length - place)) / length;
      const squares = this.#endSquares[place]! + this.#squares + joined;
      out[i] = Math.sqrt(squares / length);
      if (means) means[i] = this.#endMeans[place]! + (apart * place) / length;
      this.#at = place;
      if (place === length) this.#turn();
    }
  }

  /** The block is full: its moments from each place to the end, and a new block begins. */
  #turn(): void {
    let mean = 0;
    let squares = 0;
    for (let place = this.#length - 1; place >= 0; place--) {
      const before = this.#block[place]! - mean;
      mean += before / (this.#length - place);
      squares += before * (this.#block[place]! - mean);
      this.#endMeans[place] = mean;
      this.#endSquares[place] = squares;
    }
    this.#at = 0;
    this.#mean = 0;
    this.#squares = 0;
  }
}
