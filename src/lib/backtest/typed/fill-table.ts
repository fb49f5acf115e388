import type { Reason } from '../../core/reason.ts';
import type { EngineFill, Rows } from '../engine-run.ts';
import { growDoubles, growIntegers, grownRoom } from './columns.ts';

/** Reasons of fills; their places in this list are their codes in columns. */
export const FILL_REASONS = [
  'ENTRY_SIGNAL',
  'EXIT_SIGNAL',
  'EXIT_TARGET',
  'EXIT_STOP',
  'EXIT_TIME',
  'EXIT_TRAILING',
  'END_OF_DATA',
  'LIQUIDATED',
] as const satisfies readonly Reason[];

export type FillReason = (typeof FILL_REASONS)[number];

/** What is written of a fill, but for the balance. */
export interface FillRow {
  symbol: number;
  bar: number;
  buys: boolean;
  reason: FillReason;
  qty: number;
  price: number;
  fee: number;
}

/** Fills in columns. The change of cash is the difference of balances, so it takes no column. */
export class FillTable implements Rows<EngineFill> {
  length = 0;
  /** The row that `push` writes, set in place before it: a fill must not cost an object. */
  readonly next: FillRow = {
    symbol: 0,
    bar: 0,
    buys: false,
    reason: 'ENTRY_SIGNAL',
    qty: 0,
    price: 0,
    fee: 0,
  };
  readonly #startingCents: number;
  #bar = new Int32Array(0);
  /** symbol × 16 + code of the reason × 2 + 1 for a purchase */
  #kind = new Int32Array(0);
  #qty = new Float64Array(0);
  #price = new Float64Array(0);
  #fee = new Float64Array(0);
  #balance = new Float64Array(0);

  constructor(startingCents: number) {
    this.#startingCents = startingCents;
  }

  /** Writes `next`, after which the account had `balance` cents. */
  push(balance: number): void {
    const at = this.length;
    if (at === this.#bar.length) this.#grow(grownRoom(at, at + 1));
    const { next } = this;
    this.#bar[at] = next.bar;
    this.#kind[at] = next.symbol * 16 + FILL_REASONS.indexOf(next.reason) * 2 + (next.buys ? 1 : 0);
    this.#qty[at] = next.qty;
    this.#price[at] = next.price;
    this.#fee[at] = next.fee;
    this.#balance[at] = balance;
    this.length = at + 1;
  }

  at(index: number): EngineFill {
    if (!(index >= 0 && index < this.length)) throw new RangeError(`no fill ${index} in ${this.length}`);
    const kind = this.#kind[index]!;
    const reason = FILL_REASONS[(kind >> 1) & 7]!;
    const balanceCents = this.#balance[index]!;
    const before = index === 0 ? this.#startingCents : this.#balance[index - 1]!;
    return {
      symbol: kind >> 4,
      bar: this.#bar[index]!,
      side: kind & 1 ? 'buy' : 'sell',
      purpose: reason === 'ENTRY_SIGNAL' ? 'entry' : 'exit',
      reason,
      qtyNanos: this.#qty[index]!,
      priceNanos: this.#price[index]!,
      cashCents: balanceCents - before,
      balanceCents,
      feeCents: this.#fee[index]!,
    };
  }

  #grow(room: number): void {
    this.#bar = growIntegers(this.#bar, room);
    this.#kind = growIntegers(this.#kind, room);
    this.#qty = growDoubles(this.#qty, room);
    this.#price = growDoubles(this.#price, room);
    this.#fee = growDoubles(this.#fee, room);
    this.#balance = growDoubles(this.#balance, room);
  }
}
