import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { atomicWrite, cleanTemps } from '../../../../src/lib/store/files/atomic-write.ts';
import { systemError, withBrokenFs } from '../../../support/break-fs.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { runScript } from '../../../support/run-process.ts';
import { modeOf, tempFolder } from '../../../support/temp-folder.ts';

describe('atomicWrite', () => {
  const folder = tempFolder();
  const path = () => join(folder(), 'models', 'file.json');

  it('writes the whole content for its owner only and leaves no temp', () => {
    writeFileSync(join(folder(), 'x'), '');
    atomicWrite(path(), 'old');
    atomicWrite(path(), new Uint8Array([0x6e, 0xff]));
    assert.deepEqual([...readFileSync(path())], [0x6e, 0xff]);
    assert.deepEqual(readdirSync(join(folder(), 'models')), ['file.json']);
    assert.equal(modeOf(path()), 0o600);
    assert.equal(modeOf(join(folder(), 'models')), 0o700);
  });

  it('leaves the old file or the new one, killed before any call that changes a file', () => {
    const fresh = 'new'.repeat(10_000);
    const seen = new Set<string>();
    for (let call = 1; ; call++) {
      atomicWrite(path(), 'old');
      const { signal, status } = runScript('die-at-call', ['atomic-write', path(), String(call)]);
      const content = readFileSync(path(), 'utf8');
      assert.ok(content === 'old' || content === fresh, `killed at call ${call}`);
      seen.add(content);
      cleanTemps(join(folder(), 'models'));
      assert.deepEqual(readdirSync(join(folder(), 'models')), ['file.json']);
      if (signal === null) {
        assert.equal(status, 0);
        assert.equal(content, fresh);
        assert.ok(call > 6, 'the calls were counted');
        break;
      }
    }
    assert.equal(seen.size, 2);
  });

  for (const call of ['openSync', 'writeFileSync', 'fsyncSync', 'renameSync'] as const) {
    it(`keeps the old file and no temp when ${call} fails`, () => {
      atomicWrite(path(), 'old');
      const fail = () => {
        throw systemError('ENOSPC');
      };
      assert.throws(
        () => withBrokenFs([call], fail, () => atomicWrite(path(), 'new')),
        hiveError('DISK_FULL'),
      );
      assert.equal(readFileSync(path(), 'utf8'), 'old');
      assert.deepEqual(readdirSync(join(folder(), 'models')), ['file.json']);
    });
  }
});

describe('cleanTemps', () => {
  const folder = tempFolder();

  it('removes temps of dead processes and of this one, and nothing else', () => {
    const kept = ['a.json', `b.json.tmp-${process.ppid}`, 'c.tmp-x'];
    const stray = [`d.json.tmp-${process.pid}`, 'e.json.tmp-4194304999'];
    for (const name of [...kept, ...stray]) writeFileSync(join(folder(), name), '');
    assert.deepEqual(cleanTemps(folder()).sort(), stray);
    assert.deepEqual(readdirSync(folder()).sort(), kept);
  });

  it('finds none in a missing folder', () => {
    assert.deepEqual(cleanTemps(join(folder(), 'none')), []);
    mkdirSync(join(folder(), 'empty'));
    assert.deepEqual(cleanTemps(join(folder(), 'empty')), []);
  });
});
