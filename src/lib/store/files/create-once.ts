import { fsyncSync, linkSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fsyncFolder, makePrivateFolder, systemCode, withFile } from '../private-files.ts';
import { writeFailure } from '../write-failure.ts';

/**
 * Makes a file (mode 0600) that was not there, as a whole: of several that try at once one succeeds, and nobody ever
 * sees a part of it.
 * @returns false when it was there already; it is left as it is.
 * @throws HiveError (config or data, DISK_FULL or WRITE_FAILED)
 */
export function createOnce(path: string, content: string): boolean {
  try {
    makePrivateFolder(dirname(path));
    return written(path, content);
  } catch (error) {
    throw writeFailure(path, error);
  }
}

function written(path: string, content: string): boolean {
  const temp = `${path}.tmp-${process.pid}`;
  // A temp of this name can only be left over from a dead process whose id came round again.
  rmSync(temp, { force: true });
  try {
    withFile(temp, 'wx', fd => {
      writeFileSync(fd, content);
      fsyncSync(fd);
    });
    return linked(temp, path);
  } finally {
    rmSync(temp, { force: true });
  }
}

/** Unlike a rename, a link never takes the place of a file (link(2)). */
function linked(temp: string, path: string): boolean {
  try {
    linkSync(temp, path);
    fsyncFolder(dirname(path));
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}
