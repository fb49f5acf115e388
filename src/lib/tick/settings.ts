import type { RecordMode } from '../journal/sealed-record.ts';
import type { RiskLimits } from '../risk/rule.ts';

/** What the number of the account must be; null where it may be any. */
export interface AccountRule {
  readonly pinned: string | null;
  /** Whether Alpaca's sign of a paper account, a number beginning with PA, is wanted. */
  readonly paper: boolean | null;
}

/** The settings that decide. */
export interface TickSettings {
  readonly mode: RecordMode;
  readonly seed: number;
  /** The market that is traded; see `marketOf`. */
  readonly market: string;
  readonly strategyId: string;
  readonly symbols: readonly string[];
  readonly epochMs: number;
  readonly exits: 'barriers' | 'signal';
  readonly threshold: 'fixed' | 'break-even';
  readonly limits: RiskLimits;
  readonly feeRate: number;
  readonly spreadBps: number;
  /** Whether an entry needs an open gate; where it does not, the gate only informs. */
  readonly gate: 'informs' | 'decides';
  /** Whether the policy's stakes are used, or only learned from. */
  readonly policy: 'shadow' | 'used';
  /** Which account may be traded. */
  readonly accountRule: AccountRule;
  /** No order is sent later than this after the start of the tick. */
  readonly deadlineMs: number;
}
