import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { isoTime } from '../../../../src/lib/core/clock.ts';
import { openJournal } from '../../../../src/lib/store/files/journal-file.ts';
import type { JournalPosition } from '../../../../src/lib/store/ports.ts';
import { systemError, withBrokenFs } from '../../../support/break-fs.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { bodies, JOURNAL_EPOCH } from '../../../support/journal-bodies.ts';
import { modeOf, tempFolder } from '../../../support/temp-folder.ts';

describe('openJournal', () => {
  const folder = tempFolder();
  const path = () => join(folder(), 'state', 'journal.jsonl');

  /** Writes `count` records and closes. */
  function written(count: number) {
    const { journal } = openJournal(path());
    const records = journal.append(bodies(count));
    const { position } = journal;
    journal.close();
    return { records, position, bytes: readFileSync(path()) };
  }
  /** Opens, closes, and returns what was read. */
  function reopened(from?: JournalPosition) {
    const { journal, ...read } = openJournal(path(), from ? { from } : {});
    journal.close();
    return { ...read, position: journal.position };
  }

  it('makes file and folder for their owner only', () => {
    written(1);
    assert.equal(modeOf(path()), 0o600);
    assert.equal(modeOf(join(path(), '..')), 0o700);
  });

  it('reads back what was appended, one record a line', () => {
    const { records, position, bytes } = written(3);
    assert.equal(bytes.toString().split('\n').length, 4);
    assert.equal(position.offset, bytes.length);
    assert.deepEqual(reopened(), { records, position, repaired: null });
  });

  it('only ever adds bytes', () => {
    const before = written(2).bytes;
    const { journal } = openJournal(path());
    journal.append(bodies(2, 2));
    journal.append([]);
    journal.close();
    assert.deepEqual(readFileSync(path()).subarray(0, before.length), before);
    assert.deepEqual(
      reopened().records.map(record => record.seq),
      [1, 2, 3, 4],
    );
  });

  it('reads only what follows a known position', () => {
    const { records, position } = written(2);
    const { journal } = openJournal(path(), { from: position });
    const more = journal.append(bodies(2, 2));
    journal.close();
    assert.deepEqual(reopened(position).records, more);
    assert.deepEqual(reopened().records, [...records, ...more]);
  });

  it('moves a last line cut at any byte aside and keeps the records before it', () => {
    const { records, bytes } = written(3);
    const lastStart = bytes.subarray(0, -1).lastIndexOf('\n') + 1;
    for (let end = lastStart + 1; end < bytes.length; end++) {
      writeFileSync(path(), bytes.subarray(0, end));
      const read = reopened();
      assert.deepEqual(read.records, records.slice(0, 2));
      assert.deepEqual(readFileSync(path()), bytes.subarray(0, lastStart));
      assert.deepEqual(readFileSync(read.repaired!.movedTo), bytes.subarray(lastStart, end));
      assert.equal(modeOf(read.repaired!.movedTo), 0o600);
      rmSync(read.repaired!.movedTo);
    }
  });

  it('gives each tear its own file', () => {
    written(1);
    for (const torn of ['{"a', '{"b', '{"a']) {
      writeFileSync(path(), torn, { flag: 'a' });
      reopened();
    }
    const names = readdirSync(join(folder(), 'state')).sort();
    assert.deepEqual(names, ['journal.jsonl', 'journal.jsonl.torn-2', 'journal.jsonl.torn-2-2']);
  });

  it('never gives another state when any byte is flipped: it refuses, or drops the torn last record', () => {
    const { records, position, bytes } = written(3);
    for (let at = 0; at < bytes.length; at++) {
      for (const flip of [0x01, 0x20, 0x80, 0xff]) {
        const flipped = Uint8Array.from(bytes);
        flipped[at]! ^= flip;
        writeFileSync(path(), flipped);
        if (at < bytes.length - 1) {
          assert.throws(
            () => openJournal(path()),
            hiveError('JOURNAL_DAMAGED', /journal\.jsonl line [123] /),
            `byte ${at}`,
          );
          assert.deepEqual(readFileSync(path()), Buffer.from(flipped));
        } else {
          assert.deepEqual(reopened().records, records.slice(0, 2));
          writeFileSync(path(), flipped);
          assert.throws(() => reopened(position), hiveError('JOURNAL_ROLLED_BACK'));
        }
      }
    }
  });

  it('refuses a line left out, doubled or put elsewhere', () => {
    const lines = written(4).bytes.toString().split('\n').slice(0, -1);
    for (const order of [
      [0, 2, 3],
      [1, 2, 3],
      [0, 1, 1, 2],
      [0, 2, 1, 3],
    ]) {
      writeFileSync(path(), order.map(index => `${lines[index]}\n`).join(''));
      assert.throws(() => openJournal(path()), hiveError('JOURNAL_DAMAGED', /line \d/));
    }
  });

  it('refuses a complete last line that is no record, and an empty one', () => {
    const { bytes } = written(1);
    for (const line of ['{"half":\n', '\n']) {
      writeFileSync(path(), Buffer.concat([bytes, Buffer.from(line)]));
      assert.throws(() => openJournal(path()), hiveError('JOURNAL_DAMAGED', /line 2/));
    }
  });

  it('refuses a journal that was deleted, cut or replaced behind a known position', () => {
    const { position, bytes } = written(3);
    const rolledBack = hiveError('JOURNAL_ROLLED_BACK', /record 3/);
    const second = bytes.subarray(0, -1).lastIndexOf('\n') + 1;
    truncateSync(path(), second);
    assert.throws(() => openJournal(path(), { from: position }), rolledBack);
    rmSync(path());
    assert.throws(() => openJournal(path(), { from: position }), rolledBack);
    assert.equal(existsSync(path()), false);
    const { journal } = openJournal(path());
    journal.append(bodies(3).map(body => ({ ...body, account: 'PA38' })));
    journal.close();
    assert.throws(() => openJournal(path(), { from: position }), rolledBack);
  });

  it('refuses a byte flipped in the record at a known position', () => {
    const { position, bytes } = written(3);
    for (let at = bytes.subarray(0, -1).lastIndexOf('\n') + 1; at < bytes.length; at++) {
      const flipped = Buffer.from(bytes);
      flipped[at]! ^= 0x01;
      writeFileSync(path(), flipped);
      assert.throws(() => openJournal(path(), { from: position }), { name: 'HiveError' }, `byte ${at}`);
    }
  });

  it('finds any byte changed before a known position, and names its line', () => {
    const { position, bytes } = written(3);
    const second = bytes.indexOf('\n') + 1;
    const end = bytes.indexOf('\n', second);
    for (let at = second; at < end; at += 7) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 0x01;
      writeFileSync(path(), changed);
      assert.throws(() => openJournal(path(), { from: position }), hiveError('JOURNAL_DAMAGED', /line 2 /));
    }
  });

  it('says JOURNAL_UNREADABLE for a folder in its place', () => {
    mkdirSync(path(), { recursive: true });
    assert.throws(() => openJournal(path()), hiveError('JOURNAL_UNREADABLE'));
  });
});

describe('JournalFile.append', () => {
  const folder = tempFolder();
  const path = () => join(folder(), 'journal.jsonl');
  const at = (ms: number) => ({ ...bodies(1)[0]!, at: isoTime(JOURNAL_EPOCH + ms) });

  it('refuses a clock more than five seconds behind the last record, also after an open', () => {
    const first = openJournal(path());
    first.journal.append([at(10_000)]);
    first.journal.close();
    for (const from of [undefined, first.journal.position]) {
      const { journal } = openJournal(path(), from ? { from } : {});
      const size = readFileSync(path()).length;
      assert.throws(
        () => journal.append([at(11_000), at(5_999)]),
        hiveError('CLOCK_WENT_BACK', /12:00:05\.999Z/),
      );
      assert.throws(() => journal.append([at(4_999)]), hiveError('CLOCK_WENT_BACK'));
      assert.equal(readFileSync(path()).length, size);
      journal.close();
    }
    const { journal } = openJournal(path());
    assert.equal(journal.append([at(5_000)])[0]?.seq, 2);
    journal.close();
  });

  it('writes a batch with one write and one fsync', () => {
    const { journal } = openJournal(path());
    const calls: string[] = [];
    withBrokenFs(
      ['writeSync', 'fsyncSync'],
      call => calls.push(call),
      () => journal.append(bodies(20)),
    );
    assert.deepEqual(calls, ['writeSync', 'fsyncSync']);
    journal.close();
  });

  for (const [call, code, expected] of [
    ['fsyncSync', 'EIO', 'WRITE_FAILED'],
    ['writeSync', 'ENOSPC', 'DISK_FULL'],
    ['writeSync', 'EROFS', 'WRITE_FAILED'],
  ] as const) {
    it(`calls nothing durable after ${code} from ${call}, and is then unusable`, () => {
      const { journal } = openJournal(path());
      journal.append(bodies(1));
      const { position } = journal;
      const fail = () => {
        throw systemError(code);
      };
      assert.throws(
        () => withBrokenFs([call], fail, () => journal.append(bodies(1, 1))),
        hiveError(expected, /journal/),
      );
      assert.deepEqual(journal.position, position);
      assert.throws(() => journal.append(bodies(1, 1)), hiveError('JOURNAL_CLOSED'));
      journal.close();
      assert.equal(openJournal(path()).records.length, call === 'fsyncSync' ? 2 : 1);
    });
  }

  it('refuses to write behind records that another process appended', () => {
    const [mine, theirs] = [openJournal(path()).journal, openJournal(path()).journal];
    theirs.append(bodies(1));
    assert.throws(() => mine.append(bodies(1)), hiveError('JOURNAL_CHANGED'));
    assert.equal(openJournal(path()).records.length, 1);
  });

  it('refuses to write to a file that was deleted', () => {
    const { journal } = openJournal(path());
    journal.append(bodies(1));
    rmSync(path());
    assert.throws(() => journal.append(bodies(1, 1)), hiveError('JOURNAL_CHANGED'));
  });
});
