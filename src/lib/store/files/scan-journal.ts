import { isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, statSync } from 'node:fs';
import { dataError } from '../../core/errors.ts';
import { shortHash } from '../../core/hash.ts';
import { GENESIS, parseLine, parseUnlinked } from '../../journal/chain.ts';
import type { SealedRecord } from '../../journal/sealed-record.ts';
import type { JournalPosition } from '../ports.ts';
import { failureOf, systemCode } from '../private-files.ts';
import { lineEndingAt, readLines } from './read-lines.ts';

/** The place before the first record. */
const JOURNAL_START: JournalPosition = { ...GENESIS, offset: 0 };

export interface JournalEnd {
  readonly position: JournalPosition;
  /** Time of the record at `position` (ISO); null when the journal is empty. */
  readonly lastAt: string | null;
  /** Bytes after the last newline: a record whose write did not finish. */
  readonly torn: Buffer;
}

/**
 * Reads and verifies the records after `from`, one at a time, in bounded memory. A missing file is an empty
 * journal. Never writes.
 * @returns (of the generator) where the file ends.
 * @throws HiveError (data): JOURNAL_DAMAGED naming file and line; JOURNAL_ROLLED_BACK when the file does not
 * hold record `from` at its place; JOURNAL_UNREADABLE.
 */
export function* scanJournal(
  path: string,
  from: JournalPosition = JOURNAL_START,
): Generator<SealedRecord, JournalEnd> {
  const fd = openToRead(path);
  if (fd === null) {
    if (from.seq > 0) throw rolledBack(path, from, 'the file is missing');
    return { position: JOURNAL_START, lastAt: null, torn: Buffer.alloc(0) };
  }
  try {
    const anchor = from.seq === 0 ? null : anchorRecord(fd, path, from);
    return yield* verifiedRecords(readLines(fd, from.offset), { path, from, anchor });
  } finally {
    closeSync(fd);
  }
}

function openToRead(path: string): number | null {
  try {
    // Before the opening, which would wait for ever for the other end of a pipe.
    if (!statSync(path).isFile()) throw new RangeError('it is not a plain file');
    return openSync(path, 'r');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw unreadable(path, error);
  }
}

interface Scan {
  readonly path: string;
  readonly from: JournalPosition;
  readonly anchor: SealedRecord | null;
}

function* verifiedRecords(lines: Generator<Buffer, Buffer>, scan: Scan): Generator<SealedRecord, JournalEnd> {
  let position = scan.from;
  let lastAt = scan.anchor?.at ?? null;
  for (;;) {
    const line = orDamaged(scan.path, position.seq + 1, () => lines.next());
    if (line.done) return { position, lastAt, torn: line.value };
    const bytes = line.value;
    const record = orDamaged(scan.path, position.seq + 1, () => parseLine(decode(bytes), position));
    position = { seq: record.seq, hash: record.hash, offset: position.offset + bytes.length + 1 };
    lastAt = record.at;
    yield record;
  }
}

/** Record `from`, read back from its place; its hash proves that the records before it are the known ones. */
function anchorRecord(fd: number, path: string, from: JournalPosition): SealedRecord {
  const { size } = fstatSync(fd);
  if (size < from.offset) throw rolledBack(path, from, `the file has only ${size} bytes`);
  const line = lineEndingAt(fd, from.offset);
  if (!line) throw rolledBack(path, from, 'no record ends there');
  const record = orDamaged(path, from.seq, () => parseUnlinked(decode(line)));
  if (record.seq === from.seq && record.hash === from.hash) return record;
  throw rolledBack(path, from, `record ${record.seq} with hash ${shortHash(record.hash)} ends there`);
}

function decode(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw new RangeError('the line is not UTF-8 text');
  return bytes.toString('utf8');
}

function orDamaged<T>(path: string, line: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof RangeError ? damaged(path, line, error) : unreadable(path, error);
  }
}

const damaged = (path: string, line: number, cause: Error) =>
  dataError({
    code: 'JOURNAL_DAMAGED',
    message: `${path} line ${line} is damaged: ${cause.message}.`,
    next: 'Restore the file from a backup that holds all its records; "hive journal verify" tells when it is whole.',
    cause,
  });

const rolledBack = (path: string, from: JournalPosition, found: string) =>
  dataError({
    code: 'JOURNAL_ROLLED_BACK',
    message: `${path} no longer holds record ${from.seq} at byte ${from.offset}: ${found}.`,
    next: 'It was deleted, cut or replaced by an older copy: put the newest copy back before you trade.',
  });

const unreadable = (path: string, cause: unknown) =>
  failureOf(cause)({
    code: 'JOURNAL_UNREADABLE',
    message: `Could not read ${path}: ${cause instanceof Error ? cause.message : String(cause)}.`,
    next: `Check what ${path} is, its owner and its mode.`,
    cause,
  });
