import { Deviation } from './deviation.ts';

/** Where the bands go; each as long as the values. */
export interface BollingerBands {
  readonly lower: Float64Array;
  readonly middle: Float64Array;
  readonly upper: Float64Array;
}

/**
 * Bollinger bands: the mean of the last `length` values and `width` population standard deviations around it; first
 * at index length - 1.
 * @see J. Bollinger (2001), Bollinger on Bollinger Bands.
 */
export class Bollinger {
  readonly firstIndex: number;
  readonly #deviation: Deviation;
  readonly #width: number;

  constructor(length: number, width: number) {
    this.firstIndex = length - 1;
    this.#deviation = new Deviation(length);
    this.#width = width;
  }

  advance(values: Float64Array, { lower, middle, upper }: BollingerBands): void {
    this.#deviation.advance(values, lower, middle);
    for (let i = 0; i < values.length; i++) {
      const distance = this.#width * lower[i]!;
      lower[i] = middle[i]! - distance;
      upper[i] = middle[i]! + distance;
    }
  }
}
