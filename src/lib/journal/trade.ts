import { cents, formatCents } from '../core/money.ts';
import type { Reason } from '../core/reason.ts';
import { type FillData, isEntry, toEntry } from './entry.ts';
import type { SealedRecord } from './sealed-record.ts';
import type { HiveState } from './state.ts';

/** One fill with its whole story: a line of the trade log, a row of `hive trades`. Amounts are exact decimals. */
export interface Trade extends Omit<FillData, 'at'> {
  /** Number of its journal record. */
  readonly seq: number;
  readonly at: string;
  readonly mode: string;
  readonly account: string | null;
  readonly purpose: 'entry' | 'exit';
  readonly reason: Reason;
  readonly confidence: number | null;
  readonly decision: string | null;
  /** Profit that the fill realised, fees included; null for buys. */
  readonly realised: string | null;
}

/** The trade that `record` is; null when it is not a fill. `before` and `after` are the states around it. */
export function tradeOf(record: SealedRecord, before: HiveState | null, after: HiveState): Trade | null {
  const entry = toEntry(record);
  if (!isEntry(entry, 'FILL')) return null;
  const order = before?.open[entry.data.order];
  if (!before || !order) return null;
  const profit = cents(after.books.main.realised - before.books.main.realised);
  return {
    ...entry.data,
    seq: record.seq,
    mode: record.mode,
    account: record.account,
    purpose: order.purpose,
    reason: order.reason,
    confidence: order.confidence,
    decision: order.decision,
    realised: order.side === 'sell' ? formatCents(profit) : null,
  };
}
