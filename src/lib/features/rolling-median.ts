/**
 * Median of the last values, `width` at most: a sorted window in which the value that leaves makes room for the one
 * that comes. A move of at most `width` numbers a bar is quicker than any tree at this size.
 */
export class RollingMedian {
  readonly #width: number;
  readonly #sorted: Float64Array;
  /** The same values in the order in which they came, as a ring. */
  readonly #ring: Float64Array;
  #count = 0;
  #next = 0;

  constructor(width: number) {
    this.#width = width;
    this.#sorted = new Float64Array(width);
    this.#ring = new Float64Array(width);
  }

  /** Reads a finite value and gives the median of it and those before it. */
  push(value: number): number {
    if (this.#count === this.#width) this.#replace(this.#ring[this.#next]!, value);
    else this.#insert(value);
    this.#ring[this.#next] = value;
    this.#next = this.#next + 1 === this.#width ? 0 : this.#next + 1;
    const middle = this.#count >> 1;
    const upper = this.#sorted[middle]!;
    return this.#count % 2 === 1 ? upper : (this.#sorted[middle - 1]! + upper) / 2;
  }

  #insert(value: number): void {
    let place = this.#count++;
    for (; place > 0 && this.#sorted[place - 1]! > value; place--) {
      this.#sorted[place] = this.#sorted[place - 1]!;
    }
    this.#sorted[place] = value;
  }

  /** Moves what lies between the two values by one place. */
  #replace(leaving: number, value: number): void {
    const sorted = this.#sorted;
    let place = this.#find(leaving);
    for (; place + 1 < this.#count && sorted[place + 1]! < value; place++) sorted[place] = sorted[place + 1]!;
    for (; place > 0 && sorted[place - 1]! > value; place--) sorted[place] = sorted[place - 1]!;
    sorted[place] = value;
  }

  /** Place of a value that is there. */
  #find(value: number): number {
    let low = 0;
    let high = this.#count - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#sorted[middle]! < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
