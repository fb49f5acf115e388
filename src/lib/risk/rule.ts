import type { Cents, Qty } from '../core/money.ts';
import type { OrderIntent } from '../core/order.ts';
import type { Reason } from '../core/reason.ts';

/** The hard limits in force, exact. */
export interface RiskLimits {
  readonly symbols: readonly string[];
  readonly maxOrder: Cents;
  /** Parts per million of buying power (20,000 = 2 %). */
  readonly maxOrderSharePpm: bigint;
  readonly minBuyingPower: Cents;
  readonly brokerMinimum: Cents;
  readonly dailyNotional: Cents;
  readonly dailyOrders: number;
  readonly cooldownMs: number;
  readonly dailyLoss: Cents;
  readonly maxQuoteAgeMs: number;
  readonly maxSpreadBps: number;
  /** Confidence must be above it, strictly. */
  readonly minConfidence: number;
}

/** What the evidence allows, where it decides. */
export interface GateTerms {
  /** Share of the cap for one order that an entry may use; 0 for none. */
  readonly share: number;
  /** What was wanted and what was seen, as text. */
  readonly limit: string;
  readonly value: string;
}

/** What the rules look at; amounts as the lower of the broker's and our own view. */
export interface RiskContext {
  readonly nowMs: number;
  /** min(cash, non-marginable buying power) less our own unresolved buys. */
  readonly buyingPower: Cents;
  /** Coins that may be sold. */
  readonly qtyAvailable: Qty;
  readonly quote: { readonly bid: number; readonly ask: number; readonly timeMs: number } | null;
  /** Milliseconds since the quote was read, on the clock that never goes back. */
  readonly quoteHeldMs: number;
  /** Orders and notional of this UTC day, unresolved intents included. */
  readonly day: { readonly orders: number; readonly notional: Cents; readonly loss: Cents };
  readonly lastEntryMs: number | null;
  /** An intent of this symbol is unresolved. */
  readonly frozen: boolean;
  /** An intent of this symbol and side exists in this slot. */
  readonly slotUsed: boolean;
  /** Reason of the halt; null when trading is allowed. */
  readonly halt: string | null;
  /** Absent where the gate only informs. */
  readonly gate?: GateTerms;
}

export interface Refusal {
  readonly rule: string;
  readonly reason: Reason;
  /** What the rule allows and what it saw, as text with units. */
  readonly limit: string;
  readonly value: string;
}

/** One limit: checks one order once. Null means no objection. */
export interface RiskRule {
  readonly name: string;
  check(intent: OrderIntent, context: RiskContext, limits: RiskLimits): Refusal | null;
}
