import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openJournal } from '../../../../src/lib/store/files/journal-file.ts';
import { verifyJournal } from '../../../../src/lib/store/files/verify-journal.ts';
import { bodies } from '../../../support/journal-bodies.ts';
import { ended, runScript, runScriptAfter, startScript } from '../../../support/run-process.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** The records that survive a full disk are the durable ones; the torn rest is moved aside. */
function assertRecovers(path: string, durable: number): void {
  const { journal, records, repaired } = openJournal(path);
  assert.equal(records.length, durable);
  assert.equal(repaired?.seq, durable + 1);
  assert.equal(journal.append(bodies(1, durable))[0]?.seq, durable + 1);
  journal.close();
  assert.equal(verifyJournal(path).records, durable + 1);
}

describe('a journal under faults', () => {
  const folder = tempFolder();
  const path = () => join(folder(), 'journal.jsonl');

  it('keeps every durable record when a run is killed before any call that changes a file', () => {
    for (const work of ['append', 'open-journal']) {
      for (let call = 1; ; call++) {
        rmSync(folder(), { recursive: true });
        const { journal } = openJournal(path());
        const durable = journal.append(bodies(2));
        journal.close();
        if (work === 'open-journal') writeFileSync(path(), '{"torn', { flag: 'a' });
        const { signal } = runScript('die-at-call', [work, path(), String(call)]);
        const { records } = openJournal(path());
        assert.deepEqual(records.slice(0, 2), durable, `${work} killed at call ${call}`);
        assert.ok(records.length === 2 || (work === 'append' && records.length === 4));
        if (signal === null) break;
      }
    }
  });

  it('ends in a torn line at a file size limit, and goes on when the limit is gone', function () {
    if (process.platform === 'win32') this.skip();
    const { stdout } = runScriptAfter('ulimit -f 8', 'append-journal', [path()]);
    const [durable, code] = stdout.trim().split(' ');
    assert.equal(code, 'DISK_FULL');
    assert.ok(Number(durable) > 5);
    assertRecovers(path(), Number(durable));
  });

  it('ends in a torn line on a full disk, and goes on when there is space', function () {
    const disk = join(folder(), 'disk');
    mkdirSync(disk);
    const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', disk]);
    if (mount.status !== 0) this.skip();
    try {
      const small = join(disk, 'journal.jsonl');
      const { stdout } = runScript('append-journal', [small]);
      const [durable, code] = stdout.trim().split(' ');
      assert.equal(code, 'DISK_FULL');
      assert.equal(readFileSync(small).length, 16_384);
      spawnSync('mount', ['-o', 'remount,size=1m', disk]);
      assertRecovers(small, Number(durable));
    } finally {
      spawnSync('umount', [disk]);
    }
  });

  it('keeps lines whole when two processes append without the lock', async () => {
    const writers = ['a', 'b'].map(letter => startScript('append-lines', [path(), letter]));
    await Promise.all(writers.map(ended));
    const lines = readFileSync(path(), 'utf8').split('\n').slice(0, -1);
    assert.equal(lines.length, 400);
    for (const letter of ['a', 'b']) {
      assert.equal(lines.filter(line => line === letter.repeat(9_000)).length, 200);
    }
  });
});
