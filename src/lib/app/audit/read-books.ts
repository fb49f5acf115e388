import { JournalBooks } from '../../audit/journal-books.ts';
import type { Adapters } from '../adapters.ts';
import { wholeJournal } from '../read-journal.ts';

const PROGRESS_EVERY = 10_000;

/**
 * The whole journal, checked link by link, as a book-keeper reads it.
 * @throws HiveError (data, JOURNAL_DAMAGED or JOURNAL_ROLLED_BACK).
 */
export async function readBooks(
  adapters: Adapters,
  onProgress: (records: number) => void,
): Promise<JournalBooks> {
  const books = new JournalBooks();
  for (const record of await wholeJournal(adapters)) {
    books.add(record);
    if (books.records % PROGRESS_EVERY === 0) onProgress(books.records);
  }
  return books;
}
