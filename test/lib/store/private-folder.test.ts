import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makePrivateFolder } from '../../../src/lib/store/private-files.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const modeOf = (path: string) => statSync(path).mode & 0o777;

describe('a private folder', () => {
  const folder = tempFolder();

  it('is made with its parents, for its owner only', () => {
    makePrivateFolder(join(folder(), 'a', 'b'));
    assert.deepEqual([modeOf(join(folder(), 'a')), modeOf(join(folder(), 'a', 'b'))], [0o700, 0o700]);
  });

  it('keeps its mode when it exists', () => {
    const open = join(folder(), 'open');
    mkdirSync(open);
    chmodSync(open, 0o755);
    makePrivateFolder(open);
    assert.equal(modeOf(open), 0o755);
  });

  it('is not made in the place of a file, nor below one', () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    assert.throws(() => makePrivateFolder(file), { code: 'EEXIST' });
    assert.throws(() => makePrivateFolder(join(file, 'below')), { code: 'ENOTDIR' });
  });

  it('is refused where the system can make none', function () {
    if (process.platform !== 'linux') this.skip();
    assert.throws(() => makePrivateFolder('/proc/hive/export'), { code: 'ENOENT' });
  });
});
