import { closeSync, readSync } from 'node:fs';
import { dataError } from '../../core/errors.ts';
import { parseUnlinked } from '../../journal/chain.ts';
import type { SealedRecord } from '../../journal/sealed-record.ts';
import { openToRead, unreadable } from './scan-journal.ts';

/** Where the line of a record is: from its first byte up to its newline. */
export interface RecordSpan {
  readonly seq: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Single records of a journal that has been read before, each verified in itself.
 * @throws HiveError (data) JOURNAL_CHANGED when another record is there by now; JOURNAL_UNREADABLE.
 */
export function readRecords(path: string, spans: readonly RecordSpan[]): SealedRecord[] {
  if (spans.length === 0) return [];
  const fd = openToRead(path);
  if (fd === null) throw changed(path, spans[0]!);
  try {
    return spans.map(span => recordAt(fd, path, span));
  } finally {
    closeSync(fd);
  }
}

function recordAt(fd: number, path: string, span: RecordSpan): SealedRecord {
  const bytes = Buffer.alloc(span.to - span.from);
  const record = parsed(path, () => {
    readSync(fd, bytes, 0, bytes.length, span.from);
    return parseUnlinked(bytes.toString('utf8'));
  });
  if (record?.seq !== span.seq) throw changed(path, span);
  return record;
}

function parsed(path: string, work: () => SealedRecord): SealedRecord | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw unreadable(path, error);
  }
}

const changed = (path: string, { seq }: RecordSpan) =>
  dataError({
    code: 'JOURNAL_CHANGED',
    message: `${path} no longer holds record ${seq} where it was.`,
    next: 'Check it: hive journal verify',
    retryable: true,
  });
