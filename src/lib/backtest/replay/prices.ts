import { type Price, price } from '../../core/money.ts';
import type { Side } from '../../core/order.ts';
import type { ExecutionModel } from '../execution.ts';
import type { Direction } from './direction.ts';

const PPM = 1_000_000n;
const PPB = 1_000_000_000n;

const floorDiv = (value: bigint, by: bigint): bigint => value / by;
const ceilDiv = (value: bigint, by: bigint): bigint => (value + by - 1n) / by;

/** `value` × `parts` / `whole`, rounded against the one who trades: buys up, sells down. Never below 0. */
function against(side: Side, value: Price, [parts, whole]: readonly [bigint, bigint]): Price {
  if (parts <= 0n) return price(0);
  return price(side === 'buy' ? ceilDiv(value * parts, whole) : floorDiv(value * parts, whole));
}

/** The quotes that bars of middle prices stand for, and what market orders fill at; exact, in 1e-9 dollars. */
export class Prices {
  readonly #spread: bigint;
  readonly #whole: bigint;
  readonly #exitAtMiddle: boolean;
  readonly #slippage: bigint;

  constructor({ spread, slippage }: Pick<ExecutionModel, 'spread' | 'slippage'>) {
    this.#spread = BigInt(spread.ppm);
    this.#exitAtMiddle = spread.on === 'entry';
    this.#whole = this.#exitAtMiddle ? PPM : 2n * PPM;
    this.#slippage = BigInt(slippage.ppm);
  }

  /** The side of the quote that an entry meets. */
  entry(direction: Direction, middle: Price): Price {
    return this.#quoted(direction.entry, middle);
  }

  /** The side of the quote that an exit meets: what stops and targets are compared with. */
  exit(direction: Direction, middle: Price): Price {
    return this.#exitAtMiddle ? middle : this.#quoted(direction.exit, middle);
  }

  /** What a market order fills at. */
  market(side: Side, quote: Price): Price {
    return against(side, quote, this.#parts(side, this.#slippage, PPM));
  }

  /** The other side of a quote whose bid is given: buys at the ask of the same middle price. */
  askOver(bid: Price): Price {
    const below = this.#exitAtMiddle ? PPM : this.#whole - this.#spread;
    return below > 0n ? against('buy', bid, [this.#whole + this.#spread, below]) : bid;
  }

  #quoted(side: Side, middle: Price): Price {
    return against(side, middle, this.#parts(side, this.#spread, this.#whole));
  }

  #parts(side: Side, share: bigint, whole: bigint): [bigint, bigint] {
    return [side === 'buy' ? whole + share : whole - share, whole];
  }
}

/** The price at a distance (parts per billion) from `from` against the position: a stop. Never below 0. */
export const stopAt = (direction: Direction, from: Price, ppb: bigint): Price =>
  against(direction.exit, from, [direction.sign === 1 ? PPB - ppb : PPB + ppb, PPB]);

/** The price at a distance from `from` in favour of the position: a target. Never below 0. */
export const targetAt = (direction: Direction, from: Price, ppb: bigint): Price =>
  against(direction.exit, from, [direction.sign === 1 ? PPB + ppb : PPB - ppb, PPB]);

/** The price at a distance from `from` in the direction of the bet: where an entry is triggered. */
export const triggerAt = (direction: Direction, from: Price, ppb: bigint): Price =>
  against(direction.entry, from, [direction.sign === 1 ? PPB + ppb : PPB - ppb, PPB]);
