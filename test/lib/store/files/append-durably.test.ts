import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appendDurably } from '../../../../src/lib/store/files/append-durably.ts';
import { withFile } from '../../../../src/lib/store/private-files.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

describe('appendDurably', () => {
  const folder = tempFolder();

  it('adds to the end of the file', () => {
    const path = join(folder(), 'file');
    for (const text of ['a', 'b']) withFile(path, 'a', fd => appendDurably(fd, Buffer.from(text)));
    assert.equal(readFileSync(path, 'utf8'), 'ab');
  });

  it('fails on a device that is always full', function () {
    if (!existsSync('/dev/full')) this.skip();
    const append = () => withFile('/dev/full', 'a', fd => appendDurably(fd, Buffer.from('a')));
    assert.throws(append, { code: 'ENOSPC' });
  });
});
