import type { z } from 'zod';
import type { SealedRecord } from '../../journal/sealed-record.ts';
import type { HiveState } from '../../journal/state.ts';
import type { Trade } from '../../journal/trade.ts';
import type { event, signal } from '../schemas/journal-events.ts';
import type { order } from '../schemas/orders.ts';
import type { ChosenTrades, TradeChoice } from '../select-trades.ts';
import type { TickRecords } from '../why/tick-records.ts';

export type OrderView = z.infer<typeof order>;
export type EventView = z.infer<typeof event>;
export type SignalView = z.infer<typeof signal>;

export interface TradePage extends TradeChoice {
  readonly side?: Trade['side'] | undefined;
  readonly reason?: Trade['reason'] | undefined;
  readonly purpose?: Trade['purpose'] | undefined;
  /** Only trades before this journal record. */
  readonly before?: number | undefined;
}

export interface RecordPage {
  readonly last: number;
  /** Only records before this one. */
  readonly before?: number | undefined;
  /** Only records of this type. */
  readonly type?: string | undefined;
}

/** Equity at each tick, oldest first; columns of equal length. */
export interface EquityColumns {
  readonly atMs: ArrayLike<number>;
  /** Dollars. */
  readonly main: ArrayLike<number>;
  readonly control: ArrayLike<number>;
  readonly length: number;
}

/** The journal of a home as far as it has been read: followed while ticks write it, never written. */
export interface JournalView {
  /** Null before the first record. */
  readonly state: HiveState | null;
  readonly records: number;
  readonly bytes: number;
  readonly lastAt: string | null;
  /** Why the journal cannot be read on, in one sentence; what was read before stays. Null when all is well. */
  readonly trouble: string | null;
  /** Another text whenever any of this is another. */
  readonly revision: string;
  readonly equity: EquityColumns;
  /** Newest first, the last few hundred. */
  readonly orders: readonly OrderView[];
  readonly events: readonly EventView[];
  readonly signals: readonly SignalView[];
  trades(page: TradePage): ChosenTrades;
  /** The newest trades there are, newest last. */
  newestTrades(count: number): readonly Trade[];
  /** Oldest first. @throws HiveError (data) when the file no longer holds what was read of it. */
  page(page: RecordPage): SealedRecord[];
  /**
   * The records of a tick, by slot or by number of its closing record; of the last one for null.
   * @throws HiveError (data, NO_TICK) when there is none, and as `page` does.
   */
  tick(id: number | null): TickRecords;
}
