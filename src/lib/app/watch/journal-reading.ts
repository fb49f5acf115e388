import { dataError, HiveError } from '../../core/errors.ts';
import { dollars } from '../../core/money.ts';
import { type EntryType, isEntry, type TimedEntry, toEntry } from '../../journal/entry.ts';
import { project } from '../../journal/project.ts';
import type { SealedRecord } from '../../journal/sealed-record.ts';
import type { HiveState } from '../../journal/state.ts';
import { tradeOf } from '../../journal/trade.ts';
import { JOURNAL_START, type JournalPlace, type PlacedRecord } from '../../store/files/tail-journal.ts';
import { type EventContext, eventWords } from './event-words.ts';
import { floats } from './growing-column.ts';
import type { EquityColumns, EventView, SignalView } from './journal-view.ts';
import { OrderBook } from './order-book.ts';
import { RecordIndex } from './record-index.ts';
import { signalView } from './signal-view.ts';
import { TradeBook } from './trade-book.ts';

const EVENTS = 500;
const SIGNALS = 300;

/** The states around a record. */
interface Fold {
  readonly before: HiveState | null;
  readonly after: HiveState;
}

/** All that is kept of a journal while its records are taken in, one after the other. */
export class JournalReading {
  readonly trades = new TradeBook();
  readonly orders = new OrderBook();
  readonly index = new RecordIndex();
  state: HiveState | null = null;
  lastAt: string | null = null;
  place: JournalPlace = JOURNAL_START;
  readonly #events: EventView[] = [];
  readonly #signals: SignalView[] = [];
  readonly #atMs = floats();
  readonly #main = floats();
  readonly #control = floats();

  get records(): number {
    return this.place.link.seq;
  }

  get equity(): EquityColumns {
    const { values, length } = this.#atMs;
    return { atMs: values, main: this.#main.values, control: this.#control.values, length };
  }

  /** Newest first. */
  get events(): readonly EventView[] {
    return this.#events.slice(-EVENTS).reverse();
  }

  /** Newest first. */
  get signals(): readonly SignalView[] {
    return this.#signals.slice(-SIGNALS).reverse();
  }

  /** @throws HiveError (data, JOURNAL_DAMAGED), taking nothing in, when the record cannot follow the state. */
  take({ record, offset, end }: PlacedRecord): void {
    const entry = toEntry(record);
    const before = this.state;
    const after = folded(before, entry, record);
    this.state = after;
    this.lastAt = record.at;
    this.place = { link: { seq: record.seq, hash: record.hash }, offset: end };
    this.orders.add(record, entry, after);
    this.index.add(record, entry, { offset, intent: this.#intentOf(entry) });
    this.#view(record, entry, { before, after });
  }

  #view(record: SealedRecord, entry: TimedEntry, { before, after }: Fold): void {
    if (entry.type === 'TICK') this.#tick(entry.atMs, after);
    if (isEntry(entry, 'DECISION')) {
      if (entry.data.book === 'main') keep(this.#signals, signalView(record, entry.data), SIGNALS);
      return;
    }
    const trade = entry.type === 'FILL' ? tradeOf(record, before, after) : null;
    if (trade) this.trades.add(trade);
    const context = { symbol: this.#symbolOf(entry), trade, lastReasons: before?.lastReasons ?? {} };
    const event = eventOf(record, entry, context);
    if (event) keep(this.#events, event, EVENTS);
  }

  #tick(atMs: number, { books }: HiveState): void {
    this.#atMs.push(atMs);
    this.#main.push(dollars(books.main.equity));
    this.#control.push(dollars(books.control.equity));
  }

  #symbolOf({ data }: TimedEntry): string | null {
    return 'order' in data ? this.orders.symbolOf(data.order) : null;
  }

  #intentOf({ data }: TimedEntry): number | null {
    return 'order' in data ? this.orders.seqOf(data.order) : null;
  }
}

function folded(before: HiveState | null, entry: TimedEntry, { seq }: SealedRecord): HiveState {
  try {
    return project(before, entry);
  } catch (cause) {
    if (cause instanceof HiveError) throw cause;
    throw dataError({
      code: 'JOURNAL_DAMAGED',
      message: `Journal record ${seq} (${entry.type}) makes no sense after those before it.`,
      next: 'Check it: hive journal verify; a newer HIVE may have written it.',
      cause,
    });
  }
}

function eventOf({ seq, at }: SealedRecord, entry: TimedEntry, context: EventContext): EventView | null {
  const type: EntryType = entry.type;
  const words = eventWords(type, entry.data as never, context);
  return words && { seq, at, type, ...words };
}

/** Appends, and now and then drops what is too old, so that each appending costs little. */
function keep<T>(list: T[], item: T, count: number): void {
  list.push(item);
  if (list.length >= 2 * count) list.splice(0, list.length - count);
}
