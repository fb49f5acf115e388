import { createHash } from 'node:crypto';
import { dataError } from '../../src/lib/core/errors.ts';
import type { Random } from '../../src/lib/core/random.ts';
import { formatLine, GENESIS, parseLine, seal } from '../../src/lib/journal/chain.ts';
import type { ChainLink, RecordBody, SealedRecord } from '../../src/lib/journal/sealed-record.ts';
import type { JournalLog, JournalPosition, OpenedJournal } from '../../src/lib/store/ports.ts';
import { Killed, type Life } from './life.ts';

const NEWLINE = 0x0a;
const CLOCK_TOLERANCE_MS = 5_000;

const fault = (code: string, message = code) => dataError({ code, message, next: 'Look at the disk.' });

/**
 * The journal's file on a disk in memory, with the contract of `openJournal`: records are sealed and read back by
 * the real chain. A process that dies between the write and the sync leaves all of the bytes, none, or a part.
 */
export class JournalDisk {
  readonly #random: Random;
  #lines: string[] = [];
  /** Byte after each line. */
  #ends: number[] = [];
  #torn: Buffer = Buffer.alloc(0);
  #digest = createHash('sha256');
  /** Digests of the bytes before known places; dropped when bytes before them change. */
  readonly #proofs = new Map<number, string>();
  /** Appends until the disk is full: from then on only a part of each fits. */
  appendsUntilFull = Number.POSITIVE_INFINITY;
  #repairs = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  get lines(): readonly string[] {
    return this.#lines;
  }

  /** Whole records and the torn rest. */
  get bytes(): Buffer {
    return Buffer.concat([Buffer.from(this.#lines.map(line => `${line}\n`).join('')), this.#torn]);
  }

  /** Replaces the file, as a restored backup or a damaged sector does. */
  set bytes(bytes: Buffer) {
    this.#lines = [];
    this.#ends = [];
    this.#torn = Buffer.alloc(0);
    this.#digest = createHash('sha256');
    this.#proofs.clear();
    this.#add(bytes);
  }

  get #offset(): number {
    return this.#ends.at(-1) ?? 0;
  }

  #add(bytes: Buffer): void {
    const all = this.#torn.length === 0 ? bytes : Buffer.concat([this.#torn, bytes]);
    let start = 0;
    for (let end = all.indexOf(NEWLINE); end >= 0; end = all.indexOf(NEWLINE, start)) {
      this.#lines.push(all.toString('utf8', start, end));
      this.#ends.push(this.#offset + end + 1 - start);
      this.#digest.update(all.subarray(start, end + 1));
      start = end + 1;
    }
    this.#torn = all.subarray(start);
  }

  #proof(offset: number): string {
    const known = this.#proofs.get(offset);
    if (known) return known;
    const hash =
      offset === this.#offset
        ? this.#digest.copy()
        : createHash('sha256').update(this.bytes.subarray(0, offset));
    const proof = hash.digest('hex');
    this.#proofs.set(offset, proof);
    return proof;
  }

  /** Opens the file for one process. @throws HiveError (data) as `openJournal` does. */
  open(from: JournalPosition | null, life: Life): OpenedJournal {
    if (from && (this.#ends[from.seq - 1] !== from.offset || this.#proof(from.offset) !== from.digest))
      throw fault('JOURNAL_ROLLED_BACK');
    const records: SealedRecord[] = [];
    let link: ChainLink = from ?? GENESIS;
    for (const line of this.#lines.slice(from?.seq ?? 0)) {
      const record = readLine(line, link);
      records.push(record);
      link = record;
    }
    const repaired = this.#repair(life);
    const lastAt =
      records.at(-1)?.at ?? (from ? (JSON.parse(this.#lines[from.seq - 1]!) as SealedRecord).at : null);
    return { journal: this.#log({ link, lastAt }, life), records, repaired };
  }

  #repair(life: Life): OpenedJournal['repaired'] {
    if (this.#torn.length === 0) return null;
    life.pass('journal: torn end copied, not yet cut');
    const bytes = this.#torn.length;
    this.#torn = Buffer.alloc(0);
    this.#repairs++;
    life.pass('journal: torn end cut');
    return { movedTo: `journal.torn-${this.#repairs}`, bytes };
  }

  #log({ link: start, lastAt: startAt }: { link: ChainLink; lastAt: string | null }, life: Life): JournalLog {
    let link: ChainLink = { seq: start.seq, hash: start.hash };
    let lastAt = startAt;
    let offset = this.#offset;
    let isOpen = true;
    const self = this;
    return {
      get position() {
        return { ...link, offset, digest: self.#proof(offset) };
      },
      append(bodies) {
        if (!isOpen) throw fault('JOURNAL_CLOSED');
        const sealed = sealAll(bodies, link, lastAt);
        const last = sealed.at(-1);
        if (!last) return sealed;
        isOpen = false;
        if (self.#offset !== offset || self.#torn.length > 0) throw fault('JOURNAL_CHANGED');
        self.#write(Buffer.from(sealed.map(record => `${formatLine(record)}\n`).join('')), life);
        isOpen = true;
        link = { seq: last.seq, hash: last.hash };
        lastAt = last.at;
        offset = self.#offset;
        return sealed;
      },
      close() {
        isOpen = false;
      },
    };
  }

  /** One write and its sync; durable on return. */
  #write(bytes: Buffer, life: Life): void {
    life.pass('journal: before the write');
    if (--this.appendsUntilFull < 0) {
      this.#add(bytes.subarray(0, Math.floor(this.#random() * bytes.length)));
      throw fault('DISK_FULL');
    }
    try {
      life.pass('journal: written, not synced');
    } catch (error) {
      if (error instanceof Killed) this.#add(bytes.subarray(0, survivingBytes(bytes.length, this.#random)));
      throw error;
    }
    this.#add(bytes);
    life.pass('journal: durable');
  }
}

/** What of an unsynced write is found after the crash: a third each of all, nothing and a part. */
function survivingBytes(length: number, random: Random): number {
  const fate = Math.floor(random() * 3);
  return fate === 0 ? length : fate === 1 ? 0 : Math.floor(random() * length);
}

function readLine(line: string, link: ChainLink): SealedRecord {
  try {
    return parseLine(line, link);
  } catch (error) {
    if (error instanceof RangeError) throw fault('JOURNAL_DAMAGED', error.message);
    throw error;
  }
}

function sealAll(bodies: readonly RecordBody[], link: ChainLink, lastAt: string | null): SealedRecord[] {
  let previous = link;
  let newestMs = lastAt === null ? Number.NEGATIVE_INFINITY : Date.parse(lastAt);
  return bodies.map(body => {
    const atMs = Date.parse(body.at);
    if (atMs < newestMs - CLOCK_TOLERANCE_MS) throw fault('CLOCK_WENT_BACK');
    newestMs = atMs;
    const record = seal(previous, body);
    previous = record;
    return record;
  });
}
