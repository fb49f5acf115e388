import type { Side } from '../core/order.ts';
import type { Reason } from '../core/reason.ts';
import type { Action } from '../core/signal.ts';
import type {
  OverrideData,
  ResetData,
  SettledData,
  StanceData,
  VerdictData,
  WarmedData,
} from '../learning/feedback/records.ts';
import type { SealedRecord } from './sealed-record.ts';

/**
 * What the journal can say. Data are type aliases, not interfaces: only those are seen to be plain JSON.
 * Amounts are exact decimal strings ("75.00" dollars, "0.001254903" coins,
 * "50000.00" dollars a coin), times ISO 8601 in UTC. Optional members are absent, never null by accident.
 */
export interface EntryData {
  /** First record of every journal. */
  readonly GENESIS: {
    readonly version: 1;
    readonly account: string;
    readonly mode: string;
    readonly market: string;
    readonly startingCash: string;
    readonly seed: number;
  };
  /** Written whenever the settings that decide differ from those of the record before. */
  readonly CONFIG: { readonly hash: string; readonly settings: Readonly<Record<string, string | number>> };
  readonly DECISION: DecisionData;
  /** Durable before anything is sent. */
  readonly INTENT: IntentData;
  readonly ACCEPTED: Traced<{ readonly order: string; readonly brokerId: string; readonly status: string }>;
  readonly REFUSED: Traced<{ readonly order: string; readonly code: string; readonly message: string }>;
  readonly UNKNOWN: Traced<{ readonly order: string; readonly detail: string }>;
  readonly FILL: FillData;
  /** The order can change no more. */
  readonly CLOSED: { readonly order: string; readonly status: string; readonly filledQty: string };
  /** A lookup did not find an order that may have been sent. */
  readonly MISSED: { readonly order: string };
  /**
   * Proved by the negative-resolution rule never to have existed, or given up by a person, whose reason it then has. Its
   * id is never used again.
   */
  readonly ABSENT: { readonly order: string; readonly reason?: string };
  /** An order that counted as refused or absent is at the broker after all: it is open again. */
  readonly REAPPEARED: { readonly order: string; readonly brokerId: string; readonly status: string };
  /** An order of the account that HIVE did not make. */
  readonly EXTERNAL: {
    readonly brokerId: string;
    readonly order: string;
    readonly symbol: string;
    readonly side: Side;
  };
  /** A fee as it was really taken; FILL records hold the estimate. */
  readonly FEE: {
    readonly fee: string;
    readonly symbol: string | null;
    readonly qty: string;
    readonly cash: string;
    readonly at: string;
  };
  /** What rounding of fees left between the account and the journal: changes of cash and of coins. */
  readonly ADJUSTED: { readonly cash: string; readonly coins: Readonly<Record<string, string>> };
  /** A person took the broker's cash and coins (valued at the marks) as they are: deposits, trades by hand. */
  readonly BALANCE: {
    readonly cash: string;
    readonly coins: Readonly<Record<string, string>>;
    readonly marks: Readonly<Record<string, string>>;
    readonly reason: string;
  };
  /** A person wants everything sold: positions are left tick by tick until they are gone. */
  readonly FLATTEN: { readonly symbols: readonly string[]; readonly reason: string };
  /** Live trading was allowed by a person, until a time, or no longer. */
  readonly ARMED: { readonly until: string; readonly withoutEvidence: boolean };
  readonly DISARMED: { readonly reason: string };
  /** What every expert wants of an epoch, said before its outcome is known. */
  readonly STANCE: StanceData;
  /** How the epoch of the last stance ended: what is learned from. */
  readonly SETTLED: SettledData;
  /** The gate lets a candidate have more or less of the cap from here on. */
  readonly VERDICT: VerdictData;
  readonly WARMED: WarmedData;
  readonly OVERRIDE: OverrideData;
  readonly RESET: ResetData;
  /** What the control arm would have done: same costs and limits, no order. */
  readonly SHADOW: Omit<FillData, 'fill' | 'order'> & { readonly reason: Reason; readonly plan?: PlanData };
  /** Last record of a tick: one reason a symbol, and what everything is worth. */
  readonly TICK: TickData;
  readonly HALT: { readonly reason: string };
  readonly RESUME: { readonly reason: string };
  /** A torn last line was moved aside when the journal was opened. */
  readonly REPAIR: { readonly movedTo: string; readonly bytes: number };
}

export type EntryType = keyof EntryData;

/** With the id by which the broker's support finds its answer, where there was one. */
type Traced<T> = T & { readonly requestId?: string };
export type Book = 'main' | 'control';

/** When to leave a position: at a price above, a price below, or a time. Null prices mean no such exit. */
export type PlanData = {
  readonly target: string | null;
  readonly stop: string | null;
  readonly expiresAt: string;
};

export type IntentData = {
  readonly order: string;
  readonly decision: string | null;
  readonly symbol: string;
  readonly side: Side;
  readonly purpose: 'entry' | 'exit';
  readonly reason: Reason;
  readonly slot: number;
  /** Exactly one of the two sizes. */
  readonly notional?: string;
  readonly qty?: string;
  readonly referencePrice: string;
  /** Dollars the order may move at most. */
  readonly value: string;
  readonly confidence: number | null;
  readonly plan?: PlanData;
};

export type FillData = {
  readonly fill: string;
  readonly order: string;
  readonly symbol: string;
  readonly side: Side;
  /** Gross, as the broker reports it. */
  readonly qty: string;
  readonly price: string;
  readonly at: string;
  /** Changes of cash and position, fees included. */
  readonly cash: string;
  readonly net: string;
  /** Fee in dollars, whichever way it was taken. */
  readonly fee: string;
};

export type SymbolOutcome = {
  readonly symbol: string;
  readonly reason: Reason;
  /** The refusing rule with its limit and what it saw. */
  readonly rule?: string;
  readonly limit?: string;
  readonly value?: string;
};

export type Worth = {
  readonly cash: string;
  readonly equity: string;
};

export type TickData = {
  readonly slot: number;
  readonly outcomes: readonly SymbolOutcome[];
  readonly marks: Readonly<Record<string, string>>;
  readonly worth: Readonly<Record<Book, Worth>>;
};

export type ActionDistribution = {
  readonly BUY: number;
  readonly SELL: number;
  readonly HOLD: number;
};

/**
 * Everything a decision was made of, so that it can be replayed, explained and evaluated off policy:
 * `before` is the policy's distribution over actions, `after` that distribution pushed through the
 * deterministic confidence, position and risk filters (probabilities of actions with one effect add up).
 */
export type DecisionData = {
  readonly id: string;
  readonly book: Book;
  readonly symbol: string;
  readonly epoch: number;
  readonly strategy: string;
  readonly reason: Reason;
  readonly signal: {
    readonly action: Action;
    readonly confidence: number;
    readonly probabilityUp: number | null;
  };
  readonly threshold: number;
  readonly featureSet: string | null;
  readonly features: readonly number[] | null;
  readonly barCloseAt: string | null;
  readonly quote: { readonly bid: number; readonly ask: number; readonly at: string };
  readonly positionBefore: string;
  readonly experts: readonly {
    readonly id: string;
    readonly weight: number;
    readonly probabilityUp: number | null;
  }[];
  readonly before: ActionDistribution;
  readonly after: ActionDistribution;
  readonly effect: Action;
  readonly propensity: number;
  readonly random: {
    readonly algorithm: 'mulberry32';
    readonly seed: number;
    readonly draws: readonly number[];
  } | null;
  readonly costs: { readonly feeRate: number; readonly spreadBps: number };
  readonly horizonMs: number;
  readonly barriers: { readonly target: number; readonly stop: number } | null;
  readonly model: { readonly name: string; readonly hash: string; readonly trainedTo: string } | null;
  readonly interval: readonly [number, number] | null;
  /** What else the decision rested on: with it and the state before, the decision can be made again. */
  readonly inputs: {
    readonly atMs: number;
    readonly quoteHeldMs: number;
    readonly buyingPower: string;
    readonly qtyAvailable: string;
    /** Close of the newest bar, which the quote is held against. */
    readonly lastClose: number | null;
  };
  /** New horizon of a position that the decision keeps. */
  readonly renewedPlan?: PlanData;
};

/** A record before it is sealed into the chain. */
export interface Entry<T extends EntryType = EntryType> {
  readonly type: T;
  readonly data: EntryData[T];
}

export const entry = <T extends EntryType>(type: T, data: EntryData[T]): Entry<T> => ({ type, data });

/** An entry in its place in time. */
export interface TimedEntry<T extends EntryType = EntryType> extends Entry<T> {
  readonly atMs: number;
}

/** What a record says. Its data is what hive wrote: the hash chain was checked when the record was read. */
export const toEntry = ({ type, data, at }: SealedRecord): TimedEntry => ({
  type: type as EntryType,
  data: data as Entry['data'],
  atMs: Date.parse(at),
});

/** Narrows an entry to one type. */
export const isEntry = <T extends EntryType>(entry: Entry, type: T): entry is Entry<T> => entry.type === type;
