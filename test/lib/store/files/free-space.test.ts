import assert from 'node:assert/strict';
import { assertFreeSpace } from '../../../../src/lib/store/files/free-space.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

describe('assertFreeSpace', () => {
  const folder = tempFolder();

  it('lets pass what fits', () => {
    assertFreeSpace(folder(), 1);
  });

  it('refuses what does not fit', () => {
    const exbibyte = 2 ** 60;
    assert.throws(
      () => assertFreeSpace(folder(), exbibyte),
      hiveError('DISK_FULL', /needs 1099511627776\.0 MiB/),
    );
  });
});
