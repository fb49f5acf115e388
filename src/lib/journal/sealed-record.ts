import type { JsonValue } from '../core/canonical-json.ts';

/** What the money of a record is: none, a practice account's, or real. */
export const RECORD_MODES = ['simulated', 'paper', 'live'] as const;
export type RecordMode = (typeof RECORD_MODES)[number];

/** What happened, before it has a place in the journal. */
export interface RecordBody {
  /** When it happened: ISO 8601 in UTC with milliseconds, as `isoTime` writes it. */
  readonly at: string;
  readonly mode: RecordMode;
  /** Account number; null when the account is not known, for example in a halt before the broker answered. */
  readonly account: string | null;
  /** Kind of event, never empty; the meaning of `data` depends on it. */
  readonly type: string;
  readonly data: { readonly [key: string]: JsonValue };
}

/** A record and its place: numbered from 1 without gaps, each hash covering the one before. */
export interface SealedRecord extends RecordBody {
  readonly seq: number;
  /** Hash of the record before; `GENESIS_HASH` for the first. */
  readonly prev: string;
  /** SHA-256 of the canonical JSON of this record without `hash`. */
  readonly hash: string;
}

/** The end of a chain: all that the next record must know of its past. */
export interface ChainLink {
  readonly seq: number;
  readonly hash: string;
}
