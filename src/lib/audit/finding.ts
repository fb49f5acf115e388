/** What is compared, in the order in which a person reads it. */
export const CHECKS = {
  account: 'account',
  positions: 'positions',
  cash: 'cash',
  orders: 'orders',
  fills: 'fills',
  fees: 'fees',
  amounts: 'amounts of orders and fills',
  lots: 'lots and profit',
  worth: 'worth at each tick',
  once: 'records that come once',
} as const;

export type CheckName = keyof typeof CHECKS;

/** Two sides that should be equal and are not. */
export interface Difference {
  readonly check: CheckName;
  /** What differs: an order, a fill, an amount. */
  readonly what: string;
  readonly journal: string;
  /** What the journal was held against. */
  readonly against: 'broker' | 'recomputed';
  readonly other: string;
}

/** One line with both sides. */
export const differenceText = ({ what, journal, against, other }: Difference): string =>
  `${what}: ${against} ${other}, journal ${journal}`;

/** Something that may differ for now; a later tick settles it. */
export interface Pending {
  readonly check: CheckName;
  readonly what: string;
}

/** What one check came to. */
export interface Finding {
  readonly check: CheckName;
  readonly against: Difference['against'];
  /** Things that were compared. */
  readonly compared: number;
  readonly differences: readonly Difference[];
  readonly pending: readonly Pending[];
}

/** Collects what one check finds. */
export class Findings {
  readonly check: CheckName;
  readonly #against: Difference['against'];
  readonly #differences: Difference[] = [];
  readonly #pending: Pending[] = [];
  #compared = 0;

  constructor(check: CheckName, against: Difference['against'] = 'broker') {
    this.check = check;
    this.#against = against;
  }

  /** Counts one thing that was looked at on both sides. */
  count(): void {
    this.#compared += 1;
  }

  /** Holds two texts against each other. */
  equal(what: string, journal: string, other: string): void {
    if (journal !== other) this.differs(what, journal, other);
  }

  differs(what: string, journal: string, other: string, against = this.#against): void {
    this.#differences.push({ check: this.check, what, journal, against, other });
  }

  pending(what: string): void {
    this.#pending.push({ check: this.check, what });
  }

  get finding(): Finding {
    return {
      check: this.check,
      against: this.#against,
      compared: this.#compared,
      differences: this.#differences,
      pending: this.#pending,
    };
  }
}

/** One side has it and the other one does not. */
export const NOTHING = 'nothing';
