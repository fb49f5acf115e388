import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const MIB = 1024 * 1024;
const SIZE_MIB = 1_024;

/** A real file system of its own, in a file, that can be filled without harm to others. */
export interface SmallDisk {
  readonly folder: string;
  /** Leaves so many bytes to be written. */
  fill(freeBytes: number): void;
  empty(): void;
  unmount(): void;
}

/** Null where this user may not mount. */
export function mountSmallDisk(inside: string): SmallDisk | null {
  const [image, folder] = [join(inside, 'disk.img'), join(inside, 'disk')];
  mkdirSync(folder, { recursive: true });
  closeSync(openSync(image, 'w', 0o600));
  truncateSync(image, SIZE_MIB * MIB);
  const made = spawnSync('mkfs.ext4', ['-q', '-m', '0', image]).status === 0;
  if (!made || spawnSync('mount', ['-o', 'loop', image, folder]).status !== 0) {
    rmSync(image, { force: true });
    return null;
  }
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill: freeBytes => fill(folder, ballast, freeBytes),
    empty: () => rmSync(ballast, { force: true }),
    unmount: () => {
      spawnSync('umount', [folder]);
      rmSync(image, { force: true });
    },
  };
}

function fill(folder: string, ballast: string, freeBytes: number): void {
  const fd = openSync(ballast, 'a', 0o600);
  try {
    const block = Buffer.alloc(MIB);
    for (let left = freeOn(folder) - freeBytes; left > 0; left = freeOn(folder) - freeBytes)
      writeSync(fd, block, 0, Math.min(left, MIB));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  } finally {
    closeSync(fd);
  }
}

const freeOn = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};
