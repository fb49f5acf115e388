import type { Cents, Price, Qty } from '../core/money.ts';
import type { OrderIntent, Side } from '../core/order.ts';
import type { Reason } from '../core/reason.ts';
import type { Action, Signal } from '../core/signal.ts';
import type { ApprovedOrder } from '../risk/approved-order.ts';
import { entryCap, shareOf } from '../risk/entry-cap.ts';
import { review } from '../risk/review.ts';
import type { Refusal, RiskContext, RiskLimits } from '../risk/rule.ts';
import {
  barrierExit,
  type Choice,
  type DecideInput,
  decideOn,
  isDecided,
  type Stance,
  withoutSignal,
} from './decide.ts';
import { type BarrierWidths, type ExitPlan, planFrom } from './exit-plan.ts';
import { entryIntent, exitIntent } from './sizing.ts';

/** Everything one symbol's step depends on: no clock, no store, no broker. */
export interface StepInput {
  readonly symbol: string;
  readonly nowMs: number;
  readonly epoch: number;
  /** End of the horizon of a bet made now, UTC epoch milliseconds. */
  readonly expiresMs: number;
  readonly bid: Price;
  readonly ask: Price;
  readonly stance: Stance;
  readonly held: Qty;
  readonly threshold: number;
  /** `signal`: leave on a signal only. */
  readonly exits: 'barriers' | 'signal';
  readonly limits: RiskLimits;
  readonly context: Omit<RiskContext, 'slotUsed'>;
  readonly slotUsed: Readonly<Record<Side, boolean>>;
  readonly orderId: (side: Side) => string;
}

/** What the strategy says, or why it says nothing. */
export type Opinion =
  | {
      readonly kind: 'signal';
      readonly signal: Signal;
      readonly widths: BarrierWidths | null;
      /** Share of what the limits allow that an entry is to use, in [0, 1]; 1 when absent. */
      readonly stake?: number;
    }
  | { readonly kind: 'none'; readonly reason: Reason };

export interface StepResult {
  readonly reason: Reason;
  /** The first rule that refused the order; null when none did or none was wanted. */
  readonly refusal: Refusal | null;
  readonly order: ApprovedOrder | null;
  /** Plan of the position that the order opens, or of the one that the decision keeps. */
  readonly plan: ExitPlan | null;
}

const decideInput = (input: StepInput): DecideInput => ({
  nowMs: input.nowMs,
  epoch: input.epoch,
  bid: input.bid,
  stance: input.stance,
  threshold: input.threshold,
});

/** The step when no signal is asked for: barriers, the rest of a decided epoch. Null when a signal is needed. */
export function stepWithoutSignal(input: StepInput): StepResult | null {
  const decide = decideInput(input);
  const choice = barrierExit(decide) ?? (isDecided(decide) ? withoutSignal(decide, 'EPOCH_DECIDED') : null);
  return choice && carryOut(choice, input, null);
}

/** The step that decides an epoch, or, without an opinion, leaves it undecided. */
export function stepOn(opinion: Opinion, input: StepInput): StepResult {
  const decide = decideInput(input);
  if (opinion.kind === 'none') return carryOut(withoutSignal(decide, opinion.reason), input, null);
  return carryOut(decideOn(opinion.signal, decide), input, opinion);
}

/** What `action`, said with certainty, would come to after the position and the risk rules. */
export function effectOf(action: Action, opinion: Opinion & { kind: 'signal' }, input: StepInput): Action {
  const signal = { ...opinion.signal, action, confidence: 1 };
  // A stake of nothing is one of the draws, not what a BUY comes to.
  const { order } = stepOn({ ...opinion, signal, stake: opinion.stake || 1 }, input);
  return order ? (order.side === 'buy' ? 'BUY' : 'SELL') : 'HOLD';
}

type Spoken = (Opinion & { kind: 'signal' }) | null;

function carryOut(choice: Choice, input: StepInput, opinion: Spoken): StepResult {
  const plan =
    input.exits === 'barriers' ? planFrom(input.ask, opinion?.widths ?? null, input.expiresMs) : null;
  if (choice.action === 'none') {
    return { reason: choice.reason, refusal: null, order: null, plan: choice.renew ? plan : null };
  }
  const confidence = opinion?.signal.confidence ?? null;
  const stake = opinion?.stake ?? 1;
  if (choice.action === 'enter' && stake === 0)
    return { reason: 'STAKE_ZERO', refusal: null, order: null, plan: null };
  const intent =
    choice.action === 'enter'
      ? enter(input, { confidence: confidence ?? 0, stake })
      : leave(input, choice.reason, confidence);
  const context = { ...input.context, slotUsed: input.slotUsed[intent.side] };
  const verdict = review(intent, context, input.limits, input.orderId(intent.side));
  if (verdict.kind === 'refused') {
    const [refusal] = verdict.refusals;
    return { reason: refusal.reason, refusal, order: null, plan: null };
  }
  return {
    reason: choice.reason,
    refusal: null,
    order: verdict.order,
    plan: choice.action === 'enter' ? plan : null,
  };
}

interface Wish {
  readonly confidence: number;
  readonly stake: number;
}

const enter = (input: StepInput, { confidence, stake }: Wish): OrderIntent =>
  entryIntent({ symbol: input.symbol, ask: input.ask, budget: budgetOf(input, stake), confidence });

/** What the limits allow, times what the policy stakes and what the evidence is worth; rounded down. */
const budgetOf = ({ limits, context }: StepInput, stake: number): Cents =>
  shareOf(entryCap(context, limits), stake * (context.gate?.share ?? 1));

/** Only an exit on a signal carries a confidence: barriers and time need none. */
const leave = (input: StepInput, reason: Reason, confidence: number | null): OrderIntent =>
  exitIntent({
    symbol: input.symbol,
    bid: input.bid,
    held: input.held,
    maxOrder: input.limits.maxOrder,
    reason,
    confidence: reason === 'EXIT_SIGNAL' ? confidence : null,
  });
