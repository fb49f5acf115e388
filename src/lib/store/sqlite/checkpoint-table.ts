import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Checkpoint, CheckpointStore } from '../ports.ts';
import { numberIn, textIn } from './row.ts';

const SAVE =
  'INSERT OR REPLACE INTO checkpoint (id, seq, hash, byte_offset, digest, state) VALUES (1, ?, ?, ?, ?, ?)';

/** The newest checkpoint in SQLite. */
export class CheckpointTable implements CheckpointStore {
  readonly #load: StatementSync;
  readonly #save: StatementSync;
  readonly #drop: StatementSync;

  constructor(db: DatabaseSync) {
    this.#load = db.prepare('SELECT seq, hash, byte_offset, digest, state FROM checkpoint');
    this.#save = db.prepare(SAVE);
    this.#drop = db.prepare('DELETE FROM checkpoint');
  }

  load(): Checkpoint | null {
    const row = this.#load.get();
    if (!row) return null;
    return {
      seq: numberIn(row, 'seq'),
      hash: textIn(row, 'hash'),
      offset: numberIn(row, 'byte_offset'),
      digest: textIn(row, 'digest'),
      state: textIn(row, 'state'),
    };
  }

  save({ seq, hash, offset, digest, state }: Checkpoint): void {
    this.#save.run(seq, hash, offset, digest, state);
  }

  drop(): void {
    this.#drop.run();
  }
}
