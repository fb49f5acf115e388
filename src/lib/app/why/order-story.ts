import { type Entry, type FillData, type IntentData, isEntry, toEntry } from '../../journal/entry.ts';
import type { SealedRecord } from '../../journal/sealed-record.ts';

/** Something that was heard of an order. */
export interface OrderEvent {
  readonly at: string;
  readonly type: string;
  readonly text: string;
}

/** An order from its intent to its end, as far as the journal knows. */
export interface OrderStory {
  readonly intent: IntentData;
  readonly events: readonly OrderEvent[];
  readonly fills: readonly FillData[];
}

/** What became of an order, in this tick or a later one. */
export function orderStory(intent: IntentData, records: readonly SealedRecord[]): OrderStory {
  const own = records.filter(({ data }) => data.order === intent.order);
  const fills = own.flatMap(record => {
    const entry = toEntry(record);
    return isEntry(entry, 'FILL') ? [entry.data] : [];
  });
  const events = own.flatMap(record => {
    const text = textOf(toEntry(record));
    return text === null ? [] : [{ at: record.at, type: record.type, text }];
  });
  return { intent, events, fills };
}

function textOf(entry: Entry): string | null {
  if (isEntry(entry, 'ACCEPTED')) return `the broker took it (${entry.data.status})`;
  if (isEntry(entry, 'REFUSED')) return `refused: ${entry.data.code}, ${entry.data.message}`;
  if (isEntry(entry, 'UNKNOWN')) return `no answer to rely on: ${entry.data.detail}`;
  if (isEntry(entry, 'MISSED')) return 'a look at the broker did not find it';
  if (isEntry(entry, 'ABSENT')) return absence(entry.data.reason);
  if (isEntry(entry, 'REAPPEARED')) return `it is at the broker after all (${entry.data.status})`;
  if (isEntry(entry, 'CLOSED')) return `ended: ${entry.data.status}, filled ${entry.data.filledQty}`;
  return null;
}

const absence = (reason: string | undefined): string =>
  `the broker has no trace of it: ${reason === undefined ? 'it was never made' : `given up by hand (${reason})`}`;
