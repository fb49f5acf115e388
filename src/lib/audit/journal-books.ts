import { type Entry, type FillData, type IntentData, isEntry, toEntry } from '../journal/entry.ts';
import { project } from '../journal/project.ts';
import type { SealedRecord } from '../journal/sealed-record.ts';
import type { HiveState } from '../journal/state.ts';
import { type Correction, correctionOf } from './correction.ts';
import { Findings } from './finding.ts';
import { checkWorth } from './worth.ts';

/** What the journal says became of an order. */
export type OrderOutcome = 'open' | 'refused' | 'absent' | 'closed';

export interface JournalOrder {
  readonly seq: number;
  readonly intent: IntentData;
  readonly atMs: number;
  readonly brokerId: string | null;
  readonly outcome: OrderOutcome;
  /** The broker's last word and the coins filled by then; null before the order is closed. */
  readonly closed: { readonly status: string; readonly filledQty: string } | null;
}

export interface JournalFill {
  readonly seq: number;
  readonly data: FillData;
  /** Fee rate of the settings in force. */
  readonly feeRate: number;
}

/** A fill of the control arm. */
export type ShadowFill = Omit<JournalFill, 'data'> & { readonly data: Omit<FillData, 'fill' | 'order'> };

/** The journal as a book-keeper reads it: filled record by record, oldest first. */
export class JournalBooks {
  readonly orders = new Map<string, JournalOrder>();
  readonly fills: JournalFill[] = [];
  readonly shadows: ShadowFill[] = [];
  readonly corrections: Correction[] = [];
  readonly worth = new Findings('worth', 'recomputed');
  readonly once = new Findings('once', 'recomputed');
  readonly #seen = new Set<string>();
  #state: HiveState | null = null;
  #feeRate = 0;
  records = 0;
  first: SealedRecord | null = null;
  last: SealedRecord | null = null;

  /** Null before the first record. */
  get state(): HiveState | null {
    return this.#state;
  }

  /** @throws HiveError (data, JOURNAL_DAMAGED) when the record cannot follow those before. */
  add(record: SealedRecord): void {
    const before = this.#state;
    const timed = toEntry(record);
    this.#state = project(before, timed);
    this.records += 1;
    this.first ??= record;
    this.last = record;
    this.#note(timed, record, timed.atMs);
    const correction = before && correctionOf(timed, { seq: record.seq, at: record.at, before });
    if (correction) this.corrections.push(correction);
  }

  #note(entry: Entry, { seq }: SealedRecord, atMs: number): void {
    if (isEntry(entry, 'CONFIG')) this.#feeRate = Number(entry.data.settings.feeRate);
    if (isEntry(entry, 'ACCEPTED')) this.#comesOnce(`acceptance of order ${entry.data.order}`);
    if (isEntry(entry, 'FEE')) this.#comesOnce(`fee ${entry.data.fee}`);
    if (isEntry(entry, 'INTENT')) this.#open(entry.data, seq, atMs);
    if (isEntry(entry, 'ACCEPTED') || isEntry(entry, 'REAPPEARED')) this.#accepted(entry.data);
    if (isEntry(entry, 'REFUSED')) this.#change(entry.data.order, { outcome: 'refused' });
    if (isEntry(entry, 'ABSENT')) this.#change(entry.data.order, { outcome: 'absent' });
    if (isEntry(entry, 'CLOSED')) this.#change(entry.data.order, { outcome: 'closed', closed: entry.data });
    if (isEntry(entry, 'FILL')) this.fills.push({ seq, data: entry.data, feeRate: this.#feeRate });
    if (isEntry(entry, 'SHADOW')) this.shadows.push({ seq, data: entry.data, feeRate: this.#feeRate });
    if (isEntry(entry, 'TICK') && this.#state) checkWorth(this.worth, this.#state, { seq, tick: entry.data });
  }

  /** The fold refuses orders and fills that come twice; these would do it no harm. */
  #comesOnce(what: string): void {
    this.once.count();
    if (this.#seen.has(what)) this.once.differs(what, 'twice', 'once');
    this.#seen.add(what);
  }

  #open(intent: IntentData, seq: number, atMs: number): void {
    const fresh = { brokerId: null, outcome: 'open', closed: null } as const;
    this.orders.set(intent.order, { seq, intent, atMs, ...fresh });
  }

  #accepted({ order, brokerId }: { order: string; brokerId: string }): void {
    this.#change(order, { outcome: 'open', brokerId });
  }

  #change(order: string, change: Partial<JournalOrder>): void {
    const known = this.orders.get(order);
    if (known) this.orders.set(order, { ...known, ...change });
  }
}
