import { type Price, price } from '../../core/money.ts';
import type { Side } from '../../core/order.ts';

/**
 * A side to be on. What decides knows long positions only: a short one is a long one in the negated price, with the
 * actions swapped.
 */
export interface Direction {
  readonly side: 'long' | 'short';
  readonly entry: Side;
  readonly exit: Side;
  readonly sign: 1 | -1;
}

export const LONG: Direction = { side: 'long', entry: 'buy', exit: 'sell', sign: 1 };
export const SHORT: Direction = { side: 'short', entry: 'sell', exit: 'buy', sign: -1 };

/** A price as the rules for long positions see it from here. */
export const seen = ({ sign }: Direction, real: Price): Price => (sign === 1 ? real : price(-real));

/** The one of two prices that is the worse to leave at. */
export const worseExit = ({ sign }: Direction, a: Price, b: Price): Price => ((sign === 1) === a < b ? a : b);
