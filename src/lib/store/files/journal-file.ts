import type { Hash } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { dataError, HiveError } from '../../core/errors.ts';
import { formatLine, seal } from '../../journal/chain.ts';
import type { ChainLink, RecordBody, SealedRecord } from '../../journal/sealed-record.ts';
import type { JournalLog, JournalPosition, OpenedJournal } from '../ports.ts';
import { FILE_MODE, fsyncFolder, makePrivateFolder } from '../private-files.ts';
import { writeFailure } from '../write-failure.ts';
import { appendDurably } from './append-durably.ts';
import { type JournalRepair, repairJournal } from './repair-journal.ts';
import { type JournalEnd, scanJournal } from './scan-journal.ts';
import { drain } from './verify-journal.ts';

/** How far the clock may step back between two records. */
const CLOCK_TOLERANCE_MS = 5_000;

export interface OpenedJournalFile extends OpenedJournal {
  /** The unfinished last line that was moved aside; null when the file was whole. */
  readonly repaired: JournalRepair | null;
}

/**
 * Opens the journal to append, making it when it is missing. Only the holder of the lock may: a torn last
 * line is moved aside, and to a second opener a line being written looks torn.
 * @param options.from a known place, to read only what follows; the whole file otherwise.
 * @throws HiveError (data) as `scanJournal` does; DISK_FULL or WRITE_FAILED when it cannot be repaired or made.
 */
export function openJournal(path: string, options: { from?: JournalPosition } = {}): OpenedJournalFile {
  const records: SealedRecord[] = [];
  const end = drain(scanJournal(path, options.from), record => records.push(record));
  const repaired = repairJournal(path, end);
  return { journal: new JournalFile(path, end), records, repaired };
}

/** The append-only end of a journal; made by `openJournal`. */
class JournalFile implements JournalLog {
  readonly #path: string;
  readonly #fd: number;
  readonly #digest: Hash;
  #link: ChainLink;
  #offset: number;
  #lastAt: string | null;
  #open = true;

  constructor(path: string, { link, offset, digest, lastAt }: JournalEnd) {
    this.#path = path;
    this.#link = link;
    this.#offset = offset;
    this.#digest = digest;
    this.#lastAt = lastAt;
    this.#fd = openToAppend(path);
  }

  /** The place after the last durable record. */
  get position(): JournalPosition {
    const { seq, hash } = this.#link;
    return { seq, hash, offset: this.#offset, digest: this.#digest.copy().digest('hex') };
  }

  /**
   * Seals and writes the records with one write and returns them once they are durable.
   * @throws HiveError (data): CLOCK_WENT_BACK, nothing is written; DISK_FULL, WRITE_FAILED or JOURNAL_CHANGED,
   * nothing may be called durable and the handle cannot be used any more: open the journal again.
   */
  append(bodies: readonly RecordBody[]): SealedRecord[] {
    if (!this.#open) throw notOpen(this.#path);
    const records = this.#sealAll(bodies);
    const last = records.at(-1);
    if (!last) return records;
    const bytes = Buffer.from(records.map(record => `${formatLine(record)}\n`).join(''));
    this.#write(bytes);
    this.#link = { seq: last.seq, hash: last.hash };
    this.#offset += bytes.length;
    this.#digest.update(bytes);
    this.#lastAt = last.at;
    return records;
  }

  close(): void {
    if (this.#open) closeSync(this.#fd);
    this.#open = false;
  }

  #sealAll(bodies: readonly RecordBody[]): SealedRecord[] {
    let previous = this.#link;
    let lastAt = this.#lastAt;
    return bodies.map(body => {
      assertClock(body.at, lastAt);
      const record = seal(previous, body);
      previous = record;
      lastAt = record.at;
      return record;
    });
  }

  /** Any failure closes the handle: after a failed fsync the same descriptor may call lost bytes durable. */
  #write(bytes: Buffer): void {
    try {
      this.#assertUntouched();
      appendDurably(this.#fd, bytes);
    } catch (error) {
      this.close();
      throw error instanceof HiveError ? error : writeFailure(this.#path, error);
    }
  }

  #assertUntouched(): void {
    const { size, nlink } = fstatSync(this.#fd);
    if (size === this.#offset && nlink > 0) return;
    throw dataError({
      code: 'JOURNAL_CHANGED',
      message: `${this.#path} was changed by another process: it should have ${this.#offset} bytes.`,
      next: 'Stop whatever else writes to it, then run "hive journal verify".',
    });
  }
}

/** The fsync makes durable what a killed run wrote and could not sync: it is about to be relied on. */
function openToAppend(path: string): number {
  try {
    makePrivateFolder(dirname(path));
    const fd = openSync(path, 'a', FILE_MODE);
    fsyncSync(fd);
    fsyncFolder(dirname(path));
    return fd;
  } catch (error) {
    throw writeFailure(path, error);
  }
}

function assertClock(at: string, lastAt: string | null): void {
  if (lastAt === null || Date.parse(at) >= Date.parse(lastAt) - CLOCK_TOLERANCE_MS) return;
  throw dataError({
    code: 'CLOCK_WENT_BACK',
    message: `The clock says ${at}, but the journal's last record is of ${lastAt}.`,
    next: 'Set the clock (or --as-of) right, wait until that time, or use another home folder with --home.',
    retryable: true,
  });
}

const notOpen = (path: string) =>
  dataError({
    code: 'JOURNAL_CLOSED',
    message: `${path} cannot be appended to: it was closed, or a write to it failed before.`,
    next: 'Run the command again: it opens the journal anew and repairs what was left unfinished.',
  });
