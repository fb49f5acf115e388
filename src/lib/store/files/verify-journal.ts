import { statSync } from 'node:fs';
import type { SealedRecord } from '../../journal/sealed-record.ts';
import { type JournalEnd, scanJournal } from './scan-journal.ts';

export interface JournalSummary {
  readonly records: number;
  /** `GENESIS_HASH` when there are no records. */
  readonly lastHash: string;
  /** ISO times; null when there are no records. */
  readonly firstAt: string | null;
  readonly lastAt: string | null;
  /** Bytes of an unfinished last line, which the next tick moves aside. */
  readonly tornBytes: number;
}

export interface VerifyProgress {
  readonly records: number;
  readonly totalBytes: number;
}

const PROGRESS_EVERY = 10_000;

/**
 * Reads the whole journal in bounded memory and checks every record. Never writes.
 * @param onProgress called every 10,000 records.
 * @throws HiveError (data, JOURNAL_DAMAGED or JOURNAL_UNREADABLE) naming file and line.
 */
export function verifyJournal(path: string, onProgress?: (progress: VerifyProgress) => void): JournalSummary {
  const totalBytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  let records = 0;
  let firstAt: string | null = null;
  const end = drain(scanJournal(path), record => {
    firstAt ??= record.at;
    records++;
    if (records % PROGRESS_EVERY === 0) onProgress?.({ records, totalBytes });
  });
  return { records, lastHash: end.link.hash, firstAt, lastAt: end.lastAt, tornBytes: end.torn.length };
}

/** Runs a scan to its end, which a `for…of` loop would throw away. */
export function drain(
  scan: Generator<SealedRecord, JournalEnd>,
  onRecord: (record: SealedRecord) => void,
): JournalEnd {
  for (;;) {
    const step = scan.next();
    if (step.done) return step.value;
    onRecord(step.value);
  }
}
