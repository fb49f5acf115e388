import { toEntry } from '../journal/entry.ts';
import { project } from '../journal/project.ts';
import type { SealedRecord } from '../journal/sealed-record.ts';
import { decodeState, type HiveState } from '../journal/state.ts';
import { type Trade, tradeOf } from '../journal/trade.ts';
import type { Reading } from './reading.ts';

type Journalled = Pick<Reading, 'paths' | 'storeToRead'>;

/** The state of now without changing anything: the checkpoint and the records after it. Null before the first tick. */
export async function readState(reading: Journalled): Promise<HiveState | null> {
  const { scanJournal } = await import('../store/files/scan-journal.ts');
  const checkpoint = (await reading.storeToRead()).checkpoints.load();
  let state = checkpoint && decodeState(checkpoint.state);
  const records =
    checkpoint && state ? scanJournal(reading.paths.journal, checkpoint) : await wholeJournal(reading);
  for (const record of records) state = project(state, toEntry(record));
  return state;
}

/** Every trade of the journal, oldest first. */
export async function readTrades(reading: Journalled): Promise<Trade[]> {
  const trades: Trade[] = [];
  let state: HiveState | null = null;
  for (const record of await wholeJournal(reading)) {
    const before: HiveState | null = state;
    state = project(before, toEntry(record));
    const trade = tradeOf(record, before, state);
    if (trade) trades.push(trade);
  }
  return trades;
}

/**
 * All records, from the first on.
 * @throws HiveError (data, JOURNAL_ROLLED_BACK) when the newest checkpoint knows of a record that is not there.
 */
export async function wholeJournal(reading: Journalled): Promise<Iterable<SealedRecord>> {
  const { scanJournal } = await import('../store/files/scan-journal.ts');
  const { journal } = reading.paths;
  const checkpoint = (await reading.storeToRead()).checkpoints.load();
  // A scan begins by reading back the record that it starts after; that is all that is wanted of this one.
  if (checkpoint) for (const _ of scanJournal(journal, checkpoint)) break;
  return scanJournal(journal);
}
