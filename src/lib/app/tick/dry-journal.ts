import { GENESIS, seal } from '../../journal/chain.ts';
import type { ChainLink, RecordBody, SealedRecord } from '../../journal/sealed-record.ts';
import type { JournalLog, OpenJournal } from '../../store/ports.ts';

/** What a dry run writes: sealed as any record, and forgotten. */
class DryLog implements JournalLog {
  #link: ChainLink;

  constructor(link: ChainLink) {
    this.#link = link;
  }

  get position() {
    const { seq, hash } = this.#link;
    return { seq, hash, offset: 0, digest: '' };
  }

  append(bodies: readonly RecordBody[]): SealedRecord[] {
    return bodies.map(body => {
      const record = seal(this.#link, body);
      this.#link = record;
      return record;
    });
  }

  close(): void {}
}

/** Opens a journal of which `read` gives the records, and leaves it as it is: what is appended stays in memory. */
export const dryJournal =
  (read: (from: ChainLink | null) => Iterable<SealedRecord>): OpenJournal =>
  from => {
    const records = [...read(from)];
    return { journal: new DryLog(records.at(-1) ?? from ?? GENESIS), records, repaired: null };
  };
