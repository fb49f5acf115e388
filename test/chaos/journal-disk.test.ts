import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { HiveError } from '../../src/lib/core/errors.ts';
import { mulberry32 } from '../../src/lib/core/random.ts';
import { openJournal } from '../../src/lib/store/files/journal-file.ts';
import type { JournalPosition, OpenedJournal } from '../../src/lib/store/ports.ts';
import { bodies } from '../support/journal-bodies.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { CrashPlan } from './crash-plan.ts';
import { JournalDisk } from './journal-disk.ts';
import { Killed, Life } from './life.ts';

const random = mulberry32(5);
const life = () => new Life(new CrashPlan('none', random));

/** What an opening came to, in words that both kinds of disk share. */
function opened(open: () => OpenedJournal) {
  try {
    const { journal, records, repaired } = open();
    const { position } = journal;
    journal.close();
    return { hashes: records.map(({ hash }) => hash), torn: repaired?.bytes ?? 0, position };
  } catch (error) {
    assert.ok(error instanceof HiveError, String(error));
    return error.code;
  }
}

describe('the journal on a disk in memory', () => {
  const folder = tempFolder();

  /** Opens the same bytes as a real file and in memory. */
  function assertSame(bytes: Buffer, from: JournalPosition | null): void {
    const path = `${folder()}/journal.jsonl`;
    writeFileSync(path, bytes);
    const disk = new JournalDisk(random);
    disk.bytes = bytes;
    const real = opened(() => openJournal(path, from ? { from } : {}));
    assert.deepEqual(
      opened(() => disk.open(from, life())),
      real,
    );
  }

  const written = new JournalDisk(random);
  const { journal } = written.open(null, life());
  journal.append(bodies(2));
  const middle = journal.position;
  journal.append(bodies(1, 2));
  const whole = written.bytes;

  it('is read like the real file when it is cut at any byte', () => {
    for (let length = 0; length <= whole.length; length += 3) {
      assertSame(whole.subarray(0, length), null);
      assertSame(whole.subarray(0, length), middle);
    }
  });

  it('is refused like the real file when any byte is changed', () => {
    for (let at = 0; at < whole.length; at += 3) {
      const changed = Buffer.from(whole);
      changed[at]! ^= 4;
      assertSame(changed, null);
    }
  });

  it('keeps all, nothing or a part of a write that a kill leaves unsynced, and what was durable', () => {
    const lengths = new Set<number>();
    for (let kill = 0; kill < 60; kill++) {
      const disk = new JournalDisk(random);
      disk.bytes = whole;
      // The second point of an append is between the write and the sync.
      const { journal: log } = disk.open(null, new Life(new CrashPlan(2, random)));
      assert.throws(() => log.append(bodies(1, 3)), Killed);
      assert.deepEqual(disk.bytes.subarray(0, whole.length), whole);
      lengths.add(disk.bytes.length - whole.length);
    }
    assert.ok(lengths.has(0) && lengths.size > 10);
  });

  it('refuses the append of one who does not know of another one', () => {
    const disk = new JournalDisk(random);
    const [first, second] = [disk.open(null, life()), disk.open(null, life())];
    first.journal.append(bodies(1));
    assert.throws(() => second.journal.append(bodies(1)), { code: 'JOURNAL_CHANGED' });
  });
});
