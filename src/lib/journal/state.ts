import { sha256 } from '../core/hash.ts';
import { type Cents, cents, type Price, type Qty } from '../core/money.ts';
import type { Side } from '../core/order.ts';
import type { Lots } from '../core/position.ts';
import type { Reason } from '../core/reason.ts';
import type { LearningState } from '../learning/feedback/learning-state.ts';
import type { Book } from './entry.ts';

/** When a position is to be left; see trading/exit-plan. */
export interface Plan {
  readonly target: Price | null;
  readonly stop: Price | null;
  readonly expiresMs: number;
}

/** An order whose outcome is not yet final: its symbol is frozen and its money reserved. */
export interface OpenOrder {
  readonly order: string;
  readonly decision: string | null;
  readonly symbol: string;
  readonly side: Side;
  readonly purpose: 'entry' | 'exit';
  readonly reason: Reason;
  readonly value: Cents;
  /** Coins to sell; null for an order sized in money. */
  readonly qty: Qty | null;
  readonly confidence: number | null;
  readonly intendedMs: number;
  readonly acknowledged: boolean;
  readonly filledQty: Qty;
  readonly fills: readonly string[];
  readonly misses: number;
  readonly plan: Plan | null;
}

export interface RecentOrder {
  readonly order: string;
  /** The broker's id; null until it is known. */
  readonly brokerId: string | null;
  readonly atMs: number;
}

export interface RecentFill {
  readonly symbol: string;
  /** Dollars of fee that were estimated. */
  readonly feeCash: Cents;
  readonly atMs: number;
}

/** Budgets of one UTC day. */
export interface DayBudget {
  readonly day: string;
  readonly orders: number;
  readonly notional: Cents;
  /** Equity when the day began: what the daily loss is measured from. */
  readonly openEquity: Cents;
}

export interface SymbolState {
  readonly lots: Lots;
  readonly plan: Plan | null;
  /** Profit realised since the position was opened: that of the round trip once it is flat. */
  readonly tripProfit: Cents;
  /** Why the position is being closed, while coins are left of it. */
  readonly closing: Reason | null;
  readonly decidedEpoch: number | null;
  readonly lastEntryMs: number | null;
  /** Newest slot with an intent, per side. */
  readonly slots: { readonly buy: number | null; readonly sell: number | null };
  readonly mark: Price | null;
}

/** Money and positions of the real account (`main`) or of the control arm (`control`). */
export interface BookState {
  readonly cash: Cents;
  /** Profit of what was sold, fees included. */
  readonly realised: Cents;
  /** Money and coins (at their value then) that came from outside, less those that went. */
  readonly external: Cents;
  readonly fees: Cents;
  readonly turnover: Cents;
  readonly trades: number;
  readonly roundTrips: number;
  /** Round trips that made money. */
  readonly wins: number;
  readonly equity: Cents;
  readonly day: DayBudget | null;
  readonly symbols: Readonly<Record<string, SymbolState>>;
}

/** The journal folded up: everything a tick needs to know about the past. */
export interface HiveState {
  readonly account: string;
  readonly mode: string;
  readonly market: string;
  readonly startingCash: Cents;
  readonly startedMs: number;
  readonly configHash: string | null;
  readonly books: Readonly<Record<Book, BookState>>;
  readonly open: Readonly<Record<string, OpenOrder>>;
  /** The orders of the last days, open or not: an order at the broker that is not ours is known by them. */
  readonly recentOrders: readonly RecentOrder[];
  /** Orders of the last days that count as refused or absent: should one show up, it is open again. */
  readonly dismissed: Readonly<Record<string, OpenOrder>>;
  /** Foreign orders and posted fees of the last days, by the broker's ids: each is journalled once. */
  readonly seenAtBroker: readonly { readonly id: string; readonly atMs: number }[];
  /** Fills of the last days: how far rounding of fees may have moved the account. */
  readonly recentFills: readonly RecentFill[];
  readonly ticks: number;
  readonly lastTickMs: number | null;
  readonly lastReasons: Readonly<Record<string, Reason>>;
  readonly learning: LearningState;
  /** The newest permission to trade real money that was not taken back; null when there was none. */
  readonly armed: { readonly untilMs: number; readonly withoutEvidence: boolean } | null;
}

export const emptySymbol: SymbolState = {
  lots: [],
  plan: null,
  tripProfit: cents(0),
  closing: null,
  decidedEpoch: null,
  lastEntryMs: null,
  slots: { buy: null, sell: null },
  mark: null,
};

export const newBook = (cash: Cents): BookState => ({
  cash,
  realised: cents(0),
  external: cents(0),
  fees: cents(0),
  turnover: cents(0),
  trades: 0,
  roundTrips: 0,
  wins: 0,
  equity: cash,
  day: null,
  symbols: {},
});

export const symbolState = (book: BookState, symbol: string): SymbolState =>
  Object.hasOwn(book.symbols, symbol) ? book.symbols[symbol]! : emptySymbol;

const BIGINT = /^§(-?\d+)$/;

/** Grows with every change of the state's shape or of the fold: what an older version folded is then folded again. */
const STATE_VERSION = 12;

/** Text form for checkpoints, with a hash; amounts are marked so that they come back exact. */
export function encodeState(state: HiveState): string {
  const json = JSON.stringify(state, (_, value) => (typeof value === 'bigint' ? `§${value}` : value));
  return JSON.stringify({ version: STATE_VERSION, hash: sha256(json), json });
}

/**
 * Null for text that is no checkpoint of this version, or one with a changed byte: the caller then folds the
 * journal from its start.
 */
export function decodeState(text: string): HiveState | null {
  try {
    const checkpoint: { version: number; hash: string; json: string } | null = JSON.parse(text);
    if (checkpoint?.version !== STATE_VERSION || checkpoint.hash !== sha256(`${checkpoint.json}`))
      return null;
    return revived(JSON.parse(checkpoint.json)) as HiveState;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The value with its amounts put in place; a reviver of `JSON.parse` takes three times as long. */
function revived(value: unknown): unknown {
  if (typeof value === 'string') {
    const match = value.startsWith('§') ? BIGINT.exec(value) : null;
    return match ? BigInt(match[1]!) : value;
  }
  if (typeof value === 'object' && value !== null) reviveMembers(value as Record<string, unknown>);
  return value;
}

function reviveMembers(members: Record<string, unknown>): void {
  for (const key of Object.keys(members)) {
    const member = members[key];
    if (typeof member === 'string' || typeof member === 'object') members[key] = revived(member);
  }
}
