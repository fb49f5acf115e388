import type { Price } from '../core/money.ts';
import type { Reason } from '../core/reason.ts';
import type { Signal } from '../core/signal.ts';
import type { ExitPlan } from './exit-plan.ts';

/** What is held of one symbol and what was already decided for it. */
export interface Stance {
  readonly long: boolean;
  readonly plan: ExitPlan | null;
  /** Why the position is being closed, when an exit has begun and coins are left. */
  readonly closing: Reason | null;
  /** Newest epoch in which this symbol was decided; null when none was. */
  readonly decidedEpoch: number | null;
}

export interface DecideInput {
  readonly nowMs: number;
  readonly epoch: number;
  readonly bid: Price;
  readonly stance: Stance;
  /** Confidence must be above it, strictly. */
  readonly threshold: number;
}

/** What to do with one symbol now. `renew` keeps the position for another horizon. */
export interface Choice {
  readonly action: 'enter' | 'exit' | 'none';
  readonly reason: Reason;
  readonly renew: boolean;
}

const none = (reason: Reason): Choice => ({ action: 'none', reason, renew: false });
const exit = (reason: Reason): Choice => ({ action: 'exit', reason, renew: false });

const hasExpired = ({ stance, nowMs }: DecideInput): boolean =>
  stance.long && stance.plan !== null && nowMs >= stance.plan.expiresMs;

/**
 * Exits that need no signal: one that has begun goes on, then the barriers. The stop is looked at before
 * the target, the pessimistic order.
 */
export function barrierExit({ stance, bid }: DecideInput): Choice | null {
  const { long, plan, closing } = stance;
  if (!long) return null;
  if (closing) return exit(closing);
  if (plan?.stop && bid <= plan.stop) return exit('EXIT_STOP');
  if (plan?.target && bid >= plan.target) return exit('EXIT_TARGET');
  return null;
}

export const isDecided = ({ stance, epoch }: DecideInput): boolean => stance.decidedEpoch === epoch;

/** The rest of a decided epoch, or a tick without a signal: leave when the horizon has passed, else wait. */
export const withoutSignal = (input: DecideInput, reason: Reason): Choice =>
  hasExpired(input) ? exit('EXIT_TIME') : none(reason);

/** The one place where a signal meets a position. A signal at or below the threshold never opens one. */
export function decideOn(signal: Signal, input: DecideInput): Choice {
  const { long } = input.stance;
  if (signal.action === 'HOLD') return withoutSignal(input, 'HOLD_SIGNAL');
  if (!(signal.confidence > input.threshold)) return withoutSignal(input, 'LOW_CONFIDENCE');
  if (signal.action === 'SELL') return long ? exit('EXIT_SIGNAL') : none('NOTHING_TO_SELL');
  if (long) return { action: 'none', reason: 'ALREADY_LONG', renew: true };
  return { action: 'enter', reason: 'ENTRY_SIGNAL', renew: false };
}
