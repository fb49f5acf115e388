import { closeSync, fstatSync, statSync } from 'node:fs';
import { GENESIS, parseUnlinked } from '../../journal/chain.ts';
import type { ChainLink, SealedRecord } from '../../journal/sealed-record.ts';
import { lineEndingAt } from './read-lines.ts';
import { openToRead, unreadable, verifiedLines } from './scan-journal.ts';

/** How far a journal has been read: its last record, and the byte after it. */
export interface JournalPlace {
  readonly link: ChainLink;
  readonly offset: number;
}

export const JOURNAL_START: JournalPlace = { link: GENESIS, offset: 0 };

/** What tells one state of a file from another without reading it. */
export interface FileMark {
  readonly inode: number;
  readonly size: number;
  readonly mtimeMs: number;
}

/** A record, the byte that its line begins at, and the byte after its newline. */
export interface PlacedRecord {
  readonly record: SealedRecord;
  readonly offset: number;
  readonly end: number;
}

/** Null when there is no file. @throws HiveError (data or config, JOURNAL_UNREADABLE). */
export function fileMark(path: string): FileMark | null {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    return found ? { inode: found.ino, size: found.size, mtimeMs: found.mtimeMs } : null;
  } catch (error) {
    throw unreadable(path, error);
  }
}

/**
 * Verified records after `from`, which is believed: unlike `scanJournal` it reads nothing of what comes before. A torn
 * last line is not yet a record. A missing file has none.
 * @returns (of the generator) the place after the last record.
 * @throws HiveError (data) JOURNAL_DAMAGED naming file and line; JOURNAL_UNREADABLE.
 */
export function* tailJournal(path: string, from: JournalPlace): Generator<PlacedRecord, JournalPlace> {
  const fd = openToRead(path);
  if (fd === null) return from;
  try {
    const lines = verifiedLines(fd, path, from);
    let { link, offset } = from;
    for (;;) {
      const line = lines.next();
      if (line.done) return { link, offset };
      const { record, bytes } = line.value;
      const begins = offset;
      link = { seq: record.seq, hash: record.hash };
      offset += bytes.length + 1;
      yield { record, offset: begins, end: offset };
    }
  } finally {
    closeSync(fd);
  }
}

/** Whether the file still holds the last record of `place` where it was. */
export function holdsPlace(path: string, { link, offset }: JournalPlace): boolean {
  const fd = openToRead(path);
  if (fd === null) return offset === 0;
  try {
    if (offset === 0) return true;
    const line = fstatSync(fd).size < offset ? null : lineEndingAt(fd, offset);
    return line !== null && parseUnlinked(line.toString('utf8')).hash === link.hash;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw unreadable(path, error);
  } finally {
    closeSync(fd);
  }
}
