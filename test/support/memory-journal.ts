import { formatLine, GENESIS, seal } from '../../src/lib/journal/chain.ts';
import type { ChainLink, RecordBody, SealedRecord } from '../../src/lib/journal/sealed-record.ts';
import type { JournalLog, JournalPosition, OpenedJournal, OpenJournal } from '../../src/lib/store/ports.ts';

/** What a test does at an append: nothing, or throw, before the records are durable or after. */
export interface AppendHooks {
  before(bodies: readonly RecordBody[]): void;
  after(bodies: readonly RecordBody[]): void;
}

const NO_HOOKS: AppendHooks = { before: () => {}, after: () => {} };

/**
 * A journal file in memory: what was appended is durable. A process that dies is a hook that throws; the next
 * one opens the journal again and finds what was durable.
 */
export class MemoryJournal {
  readonly #records: SealedRecord[] = [];
  hooks: AppendHooks = NO_HOOKS;

  get records(): readonly SealedRecord[] {
    return this.#records;
  }

  /** The file's lines. */
  get lines(): string[] {
    return this.#records.map(formatLine);
  }

  readonly open: OpenJournal = (from: JournalPosition | null): OpenedJournal => ({
    journal: this.#log(),
    records: this.#records.slice(from?.seq ?? 0),
    repaired: null,
  });

  #log(): JournalLog {
    const self = this;
    return {
      get position() {
        const { seq, hash } = self.#end();
        return { seq, hash, offset: self.#records.length, digest: hash };
      },
      append: bodies => self.#append(bodies),
      close: () => {},
    };
  }

  #end(): ChainLink {
    return this.#records.at(-1) ?? GENESIS;
  }

  #append(bodies: readonly RecordBody[]): SealedRecord[] {
    this.hooks.before(bodies);
    const sealed = bodies.map(body => {
      const record = seal(this.#end(), body);
      this.#records.push(record);
      return record;
    });
    this.hooks.after(bodies);
    return sealed;
  }
}
