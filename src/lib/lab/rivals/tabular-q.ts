import type { Random } from '../../core/random.ts';
import { best, EXPOSURES, type Policy, rewardOf, type Seen } from './policy.ts';

const SIGNALS = 3;
/** A last return within this of zero is no signal; units of volatility. */
const QUIET = 0.5;
const RATE = 0.05;
const DISCOUNT = 0.9;
const EXPLORE = 0.1;

/** Q-learning on a table: the sign of the last return, the exposure held, the exposure taken (Watkins 1989). */
export class TabularQ implements Policy {
  readonly #random: Random;
  readonly #values = new Float64Array(SIGNALS * EXPOSURES.length * EXPOSURES.length);
  #waiting: { readonly at: number; readonly reward: number } | null = null;

  constructor(random: Random) {
    this.#random = random;
  }

  choose(seen: Seen): number {
    const row = this.#row(seen);
    if (this.#waiting !== null) this.#settle(this.#waiting, Math.max(...row));
    if (this.#random() < EXPLORE) return Math.floor(this.#random() * EXPOSURES.length);
    return best(row);
  }

  learn(seen: Seen, { taken, unit }: { readonly taken: number; readonly unit: number }): void {
    this.#waiting = { at: this.#start(seen) + taken, reward: rewardOf(taken, seen.held, unit) };
  }

  #settle({ at, reward }: { readonly at: number; readonly reward: number }, next: number): void {
    this.#values[at]! += RATE * (reward + DISCOUNT * next - this.#values[at]!);
  }

  #start({ context, held }: Seen): number {
    const last = context[1]!;
    const signal = last > QUIET ? 2 : last < -QUIET ? 0 : 1;
    return (signal * EXPOSURES.length + held) * EXPOSURES.length;
  }

  #row(seen: Seen): Float64Array {
    const start = this.#start(seen);
    return this.#values.subarray(start, start + EXPOSURES.length);
  }
}
