import { isUtf8 } from 'node:buffer';
import { createHash, type Hash } from 'node:crypto';
import { closeSync, fstatSync, openSync, statSync } from 'node:fs';
import { dataError } from '../../core/errors.ts';
import { shortHash } from '../../core/hash.ts';
import { GENESIS, parseLine, parseUnlinked } from '../../journal/chain.ts';
import type { ChainLink, SealedRecord } from '../../journal/sealed-record.ts';
import type { JournalPosition } from '../ports.ts';
import { failureOf, systemCode } from '../private-files.ts';
import { digestOf, lineEndingAt, readLines } from './read-lines.ts';

export interface JournalEnd {
  readonly link: ChainLink;
  /** Byte after the newline of the last whole record. */
  readonly offset: number;
  /** Running SHA-256 of the bytes before `offset`. */
  readonly digest: Hash;
  /** Time of the last record (ISO); null when the journal is empty. */
  readonly lastAt: string | null;
  /** Bytes after the last newline: a record whose write did not finish. */
  readonly torn: Buffer;
}

/** The end of a journal without records. */
const emptyEnd = (): JournalEnd => ({
  link: GENESIS,
  offset: 0,
  digest: createHash('sha256'),
  lastAt: null,
  torn: Buffer.alloc(0),
});

/**
 * Reads and verifies the records after `from`, one at a time, in bounded memory, and proves by their digest that
 * no byte before it has changed. A missing file is an empty journal. Never writes.
 * @returns (of the generator) where the file ends.
 * @throws HiveError (data): JOURNAL_DAMAGED naming file and line; JOURNAL_ROLLED_BACK when the file does not
 * hold record `from` at its place; JOURNAL_UNREADABLE.
 */
export function* scanJournal(
  path: string,
  from: JournalPosition | null = null,
): Generator<SealedRecord, JournalEnd> {
  const fd = openToRead(path);
  if (fd === null) {
    if (from) throw rolledBack(path, from, 'the file is missing');
    return emptyEnd();
  }
  try {
    return yield* verifiedRecords(fd, path, from ? provenStart(fd, path, from) : emptyEnd());
  } finally {
    closeSync(fd);
  }
}

/** A descriptor of a plain file; null when there is none. @throws HiveError (data or config, JOURNAL_UNREADABLE). */
export function openToRead(path: string): number | null {
  try {
    // Before the opening, which would wait for ever for the other end of a pipe.
    if (!statSync(path).isFile()) throw new RangeError('it is not a plain file');
    return openSync(path, 'r');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw unreadable(path, error);
  }
}

function* verifiedRecords(fd: number, path: string, start: JournalEnd): Generator<SealedRecord, JournalEnd> {
  const lines = verifiedLines(fd, path, start);
  let { link, offset, lastAt } = start;
  const digest = start.digest.copy();
  for (;;) {
    const line = lines.next();
    if (line.done) return { link, offset, digest, lastAt, torn: line.value };
    const { record, bytes } = line.value;
    link = { seq: record.seq, hash: record.hash };
    offset += bytes.length + 1;
    digest.update(bytes).update('\n');
    lastAt = record.at;
    yield record;
  }
}

/** The records after a place of an open file, each with its line. @returns the bytes of a torn last line. */
export function* verifiedLines(
  fd: number,
  path: string,
  from: Pick<JournalEnd, 'link' | 'offset'>,
): Generator<{ readonly record: SealedRecord; readonly bytes: Buffer }, Buffer> {
  const lines = readLines(fd, from.offset);
  let { link } = from;
  for (;;) {
    const line = orDamaged(path, link.seq + 1, () => lines.next());
    if (line.done) return line.value;
    const bytes = line.value;
    const record = orDamaged(path, link.seq + 1, () => parseLine(decode(bytes), link));
    link = { seq: record.seq, hash: record.hash };
    yield { record, bytes };
  }
}

/** The place `from`, after proving that the file still holds all that was before it. */
function provenStart(fd: number, path: string, from: JournalPosition): JournalEnd {
  if (fstatSync(fd).size < from.offset) throw rolledBack(path, from, 'the file is shorter');
  const digest = digestOf(fd, from.offset);
  if (digest.copy().digest('hex') !== from.digest) throw whatChanged(fd, path, from);
  const { at } = anchorRecord(fd, path, from);
  return { link: from, offset: from.offset, digest, lastAt: at, torn: Buffer.alloc(0) };
}

/** Names the line that was changed; when every record is sound in itself, they are those of another journal. */
function whatChanged(fd: number, path: string, from: JournalPosition): Error {
  anchorRecord(fd, path, from);
  const records = verifiedRecords(fd, path, emptyEnd());
  while (!records.next().done);
  return rolledBack(path, from, 'the records before it are others');
}

/** Record `from`, read back from its place. */
function anchorRecord(fd: number, path: string, from: JournalPosition): SealedRecord {
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

export const unreadable = (path: string, cause: unknown) =>
  failureOf(cause)({
    code: 'JOURNAL_UNREADABLE',
    message: `Could not read ${path}: ${cause instanceof Error ? cause.message : String(cause)}.`,
    next: `Check what ${path} is, its owner and its mode.`,
    cause,
  });
