const FIRST_LENGTH = 1_024;

type Numbers = Float64Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;

/** A column of numbers that grows at its end: eight or two bytes each. */
export class GrowingColumn<Values extends Numbers = Float64Array<ArrayBuffer>> {
  readonly #make: (length: number) => Values;
  #values: Values;
  #length = 0;

  constructor(make: (length: number) => Values) {
    this.#make = make;
    this.#values = make(FIRST_LENGTH);
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const grown = this.#make(2 * this.#length);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.#length++] = value;
  }

  /** @throws RangeError outside the column. */
  at(index: number): number {
    if (index < 0 || index >= this.#length) throw new RangeError(`no row ${index} of ${this.#length}`);
    return this.#values[index]!;
  }

  /** The values so far, without a copy: what is pushed later does not show. */
  get values(): Values {
    return this.#values.subarray(0, this.#length) as Values;
  }

  /** First row, of rows in rising order, whose value is at least `least`; the length when none is. */
  firstFrom(least: number): number {
    let [low, high] = [0, this.#length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#values[middle]! < least) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

export const floats = () => new GrowingColumn(length => new Float64Array(length));
export const shorts = () => new GrowingColumn(length => new Uint16Array(length));
