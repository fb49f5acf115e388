import type { Settlement } from '../../core/fill.ts';
import { type Cents, cents, notional, type Price, type Qty, qty } from '../../core/money.ts';

/** Reward of one stretch of time, of the decision whose exposure it was. `net` = move - fees - slippage, to the cent. */
export interface TickReward {
  /** Journal id of the decision; null for a position no decision of ours opened. */
  readonly decision: string | null;
  /** What the mark's move did to the position. */
  readonly move: Cents;
  readonly fees: Cents;
  /** What fills cost against the mid, with the rounding to cents; negative where they were better. */
  readonly slippage: Cents;
  readonly net: Cents;
}

/** A position between two marks. */
export interface HeldPosition {
  readonly decision: string | null;
  readonly qty: Qty;
  /** Its worth at the last mark, rounded down. */
  readonly value: Cents;
}

export const FLAT: HeldPosition = { decision: null, qty: qty(0), value: cents(0) };

export interface Rewarded {
  readonly held: HeldPosition;
  readonly rewards: readonly TickReward[];
}

/** A new mark: q (P_t - P_{t-1}) goes to the decision in force. */
export function markReward(held: HeldPosition, mark: Price): Rewarded {
  const value = notional(held.qty, mark, 'floor');
  const move = cents(value - held.value);
  const reward = { decision: held.decision, move, fees: cents(0), slippage: cents(0), net: move };
  return { held: { ...held, value }, rewards: [reward] };
}

export interface AttributedFill {
  /** The decision that sent the order. */
  readonly decision: string;
  /** Mid when it decided. */
  readonly mid: Price;
  readonly settlement: Settlement;
}

/**
 * A fill: the move up to the mid goes to the decision before, fees and slippage to the one that sent the order.
 * From flat to flat the net rewards add up to the change of cash, which is the realised profit, exactly; in
 * between to the realised profit plus what the position is worth above its cost.
 */
export function fillReward(held: HeldPosition, { decision, mid, settlement }: AttributedFill): Rewarded {
  const before = markReward(held, mid);
  const after = qty(held.qty + settlement.qty);
  const value = notional(after, mid, 'floor');
  const net = cents(value - before.held.value + settlement.cash);
  const fees = settlement.feeValue;
  const cost = { decision, move: cents(0), fees, slippage: cents(-net - fees), net };
  return { held: { decision, qty: after, value }, rewards: [...before.rewards, cost] };
}

/** Net reward of each decision: the sum of its ticks. */
export function rewardsByDecision(rewards: readonly TickReward[]): Map<string | null, Cents> {
  const sums = new Map<string | null, Cents>();
  for (const { decision, net } of rewards) sums.set(decision, cents((sums.get(decision) ?? 0n) + net));
  return sums;
}

/** One tick of a market that is not counted in cents, such as a simulated one; all in its currency. */
export interface SimulatedTick {
  /** Quantity held from the last mark to this one. */
  readonly quantity: number;
  readonly from: number;
  readonly to: number;
  readonly fees: number;
  readonly slippage: number;
}

/** q (P_t - P_{t-1}) - fees - slippage, as a double. */
export const simulatedReward = ({ quantity, from, to, fees, slippage }: SimulatedTick): number =>
  quantity * (to - from) - fees - slippage;
