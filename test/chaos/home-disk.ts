import type { HaltSwitch } from '../../src/lib/app/tick/ports.ts';
import type { Random } from '../../src/lib/core/random.ts';
import type { Checkpoint, CheckpointStore } from '../../src/lib/store/ports.ts';
import { JournalDisk } from './journal-disk.ts';
import type { Life } from './life.ts';

/** The disk under one home: journal, kill switch and checkpoint, each durable or not when a process dies. */
export class HomeDisk {
  readonly journal: JournalDisk;
  halt: string | null = null;
  checkpoint: Checkpoint | null = null;

  constructor(random: Random) {
    this.journal = new JournalDisk(random);
  }

  haltSwitch(life: Life): HaltSwitch {
    return {
      read: () => this.halt,
      write: reason => {
        life.pass('halt: before the write');
        this.halt = this.halt === null ? reason : `${this.halt}; ${reason}`;
        life.pass('halt: durable');
      },
    };
  }

  /** Saved in one transaction: a kill leaves the old one or the new one. */
  checkpoints(life: Life): CheckpointStore {
    return {
      load: () => this.checkpoint,
      save: checkpoint => {
        life.pass('checkpoint: before the commit');
        this.checkpoint = { ...checkpoint };
        life.pass('checkpoint: committed');
      },
      drop: () => {
        this.checkpoint = null;
      },
    };
  }
}
