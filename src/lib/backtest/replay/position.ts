import { type Price, price, priceFromNumber } from '../../core/money.ts';
import type { Reason } from '../../core/reason.ts';
import type { Action } from '../../core/signal.ts';
import {
  barrierExit,
  type Choice,
  type DecideInput,
  decideOn,
  type Stance,
  withoutSignal,
} from '../../trading/decide.ts';
import { type Direction, LONG, seen, worseExit } from './direction.ts';
import type { Prices } from './prices.ts';

/** An open position and when to leave it. Prices are real ones; null for no such exit. */
export interface Position {
  readonly direction: Direction;
  readonly entryBar: number;
  /** First bar at whose open it has been held for long enough; Infinity for no end. */
  readonly expiresBar: number;
  readonly stop: Price | null;
  readonly target: Price | null;
  /** Follows the closes. */
  trail: Price | null;
  /** Why it is being left, when an exit has begun and something is left of it. */
  closing: Reason | null;
}

const FLAT: Stance = { long: false, plan: null, closing: null, decidedEpoch: null };

/** The stop that counts, as the rules see it: the fixed one or the trailing one, whichever is nearer. */
function seenStop({ direction, stop, trail }: Position): Price | null {
  const fixed = stop && seen(direction, stop);
  const following = trail && seen(direction, trail);
  if (fixed === null || following === null) return fixed ?? following;
  return following > fixed ? following : fixed;
}

/** The stop that counts, as a real price. */
function stopOf(position: Position): Price | null {
  const stop = seenStop(position);
  return stop && seen(position.direction, stop);
}

/** Whether the trailing stop is the one that counts; the fixed one is when they are equal. */
const isTrailing = ({ direction, stop, trail }: Position): boolean =>
  trail !== null && (stop === null || seen(direction, trail) > seen(direction, stop));

/** Time is counted in bars, prices are as seen from the position. */
function decideInput(position: Position, bar: number, quote: Price): DecideInput {
  const { direction, target, expiresBar, closing } = position;
  const plan = {
    stop: seenStop(position),
    target: target && seen(direction, target),
    expiresMs: expiresBar,
  };
  return {
    nowMs: bar,
    epoch: bar,
    bid: seen(direction, quote),
    stance: { long: true, plan, closing, decidedEpoch: null },
    threshold: 0,
  };
}

/** Why the position is left at a quote whatever the signal says, but for its time; null when it is not. */
export function barrierAt(position: Position, quote: Price): Reason | null {
  const choice = barrierExit(decideInput(position, position.entryBar, quote));
  if (!choice) return null;
  const stopped = choice.reason === 'EXIT_STOP' && position.closing === null;
  return stopped && isTrailing(position) ? 'EXIT_TRAILING' : choice.reason;
}

/** One stretch of prices within a bar: where it begins, and its extremes, in dollars. */
export interface Stretch {
  /** Middle price from which on the position is looked at. */
  readonly middle: Price;
  readonly high: number;
  readonly low: number;
}

/** A barrier that was met, and the side of the quote at which an exit meets it. */
export interface Met {
  readonly reason: Reason;
  readonly quote: Price;
}

/**
 * The barrier that a stretch meets, in the pessimistic order: the stop at its worst price, then the target at its
 * best. A stop is met at its price, or where the stretch begins when that is worse already (a stop within the spread).
 */
export function barrierIn(position: Position, stretch: Stretch, prices: Prices): Met | null {
  const { direction, target } = position;
  const { middle, high, low } = stretch;
  const [worst, best] = direction === LONG ? [low, high] : [high, low];
  const at = (price: number) => barrierAt(position, prices.exit(direction, priceFromNumber(price)));
  const stopped = at(worst);
  if (stopped && stopped !== 'EXIT_TARGET') {
    return {
      reason: stopped,
      quote: worseExit(direction, stopOf(position)!, prices.exit(direction, middle)),
    };
  }
  return target !== null && at(best) === 'EXIT_TARGET' ? { reason: 'EXIT_TARGET', quote: target } : null;
}

/** Whether it has been held for as long as it may be. */
export const hasExpired = (position: Position, bar: number): boolean =>
  withoutSignal(decideInput(position, bar, price(0)), 'HOLD_SIGNAL').action === 'exit';

/** What a signal's code comes to for someone who holds `position`, or nothing and looks in `direction`. */
export function choiceOn(code: number, direction: Direction, position: Position | null): Choice {
  const action: Action = code * direction.sign > 0 ? 'BUY' : 'SELL';
  const signal = { symbol: '', action, confidence: 1, probabilityUp: null, barCloseMs: null };
  const flat = { nowMs: 0, epoch: 0, bid: price(0), stance: FLAT, threshold: 0 };
  return decideOn(signal, position ? decideInput(position, 0, price(0)) : flat);
}
