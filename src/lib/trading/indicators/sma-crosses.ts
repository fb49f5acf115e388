/** Most values read in one go: the working set of a loop stays in the nearest cache. */
const BLOCK = 4096;
/** Running sums are made anew after this many bars at the latest, so that rounding cannot pile up. */
const RESUM = 512;
/** And when a value is more than this many times above or below the mean: what it left in a sum would stay. */
const RANGE = 3;
/** Means that differ by less than this share are one: the rounding of two sums of the same price is far below. */
const TIE = 1e-12;

/**
 * Crosses of two simple moving averages of positive prices: 1 where the fast one comes out above the slow one, -1
 * below, else 0. A cross is a change of the last sign of fast - slow that was not 0; the first sign is no cross. The
 * first sign can be at index slow - 1, so the first cross at index slow.
 *
 * Both averages and their sign in one loop, because this one is run over millions of bars for thousands of
 * parameters: two passes of `Sma` and one for the signs take three times as long.
 */
export class SmaCrosses {
  readonly #fast: number;
  readonly #slow: number;
  /** The last `slow` values, and then the block that is being read. */
  readonly #window: Float64Array;
  #seen = 0;
  #fastSum = 0;
  #slowSum = 0;
  #sign = 0;
  /** Bars for which the running sums may still be used. */
  #left = 0;
  /** Values from `#low` to `#high` do not ask for new sums. */
  #low = 0;
  #high = 0;

  constructor(fast: number, slow: number) {
    this.#fast = fast;
    this.#slow = slow;
    this.#window = new Float64Array(slow + BLOCK);
  }

  /** Reads `values`, which follow those of the last call, and writes a code for each. */
  advance(values: Float64Array, out: Int8Array): void {
    for (let from = 0; from < values.length; from += BLOCK) {
      this.#block(values.subarray(from, from + BLOCK), out.subarray(from, from + BLOCK));
    }
  }

  #block(values: Float64Array, out: Int8Array): void {
    const count = values.length;
    this.#window.set(values, this.#slow);
    let at = Math.min(count, Math.max(0, this.#slow - 1 - this.#seen));
    out.fill(0, 0, at);
    while (at < count) {
      if (this.#left === 0) {
        this.#resum(at);
        out[at] = this.#code();
        at += 1;
      }
      at = this.#run(at, out);
    }
    this.#window.copyWithin(0, count, count + this.#slow);
    this.#seen += count;
  }

  /**
   * Goes on with the running sums as long as they are good; gives the place where it stopped. Locals and plain
   * assignments, not destructuring: that alone halves the speed of this loop.
   */
  #run(from: number, out: Int8Array): number {
    const window = this.#window;
    const slow = this.#slow;
    const low = this.#low;
    const high = this.#high;
    const leavesFast = slow - this.#fast;
    const scale = slow / this.#fast;
    const end = Math.min(out.length, from + this.#left);
    let fastSum = this.#fastSum;
    let slowSum = this.#slowSum;
    let sign = this.#sign;
    let at = from;
    for (; at < end; at++) {
      const value = window[at + slow]!;
      if (value > high || value < low) break;
      fastSum += value - window[at + leavesFast]!;
      slowSum += value - window[at]!;
      const ahead = fastSum * scale - slowSum;
      const tie = TIE * slowSum;
      const now = ahead > tie ? 1 : ahead < -tie ? -1 : 0;
      out[at] = 0;
      if (now !== sign && now !== 0) {
        // Nothing for the first sign.
        out[at] = sign * sign * now;
        sign = now;
      }
    }
    this.#left = at < end ? 0 : this.#left - (at - from);
    this.#fastSum = fastSum;
    this.#slowSum = slowSum;
    this.#sign = sign;
    return at;
  }

  /** Sums of the windows that end at place `at`. While prices of different sizes are in them, every bar has its own. */
  #resum(at: number): void {
    const window = this.#window;
    const slow = this.#slow;
    let fastSum = 0;
    let slowSum = 0;
    let least = Infinity;
    let most = 0;
    for (let i = at + 1; i <= at + slow; i++) {
      const value = window[i]!;
      slowSum += value;
      if (i > at + slow - this.#fast) fastSum += value;
      if (value < least) least = value;
      if (value > most) most = value;
    }
    const mean = slowSum / slow;
    this.#fastSum = fastSum;
    this.#slowSum = slowSum;
    this.#left = most <= mean * RANGE && least >= mean / RANGE ? Math.max(RESUM, slow) : 0;
    this.#low = mean / RANGE;
    this.#high = mean * RANGE;
  }

  #code(): number {
    const ahead = (this.#fastSum * this.#slow) / this.#fast - this.#slowSum;
    const before = this.#sign;
    if (!(Math.abs(ahead) > TIE * this.#slowSum)) return 0;
    this.#sign = Math.sign(ahead);
    return before === 0 || before === this.#sign ? 0 : this.#sign;
  }
}
