import { statfsSync } from 'node:fs';
import { dataError } from '../../core/errors.ts';

const MIB = 1024 * 1024;
/** What a tick wants to be free before it begins. */
export const LEAST_FREE_BYTES = 64 * MIB;

/**
 * Refuses to start work that may not fit on the disk of `folder`, which must exist.
 * @throws HiveError (data, DISK_FULL) when fewer than `bytes` are free for this user.
 */
export function assertFreeSpace(folder: string, bytes: number = LEAST_FREE_BYTES): void {
  const free = freeBytes(folder);
  if (free >= bytes) return;
  throw dataError({
    code: 'DISK_FULL',
    message: `The disk of ${folder} has ${mib(free)} MiB free; HIVE needs ${mib(bytes)} MiB.`,
    next: `Free space on the disk of ${folder} and run the command again.`,
    retryable: true,
  });
}

/** What this user may still write on the disk of `folder`, which must exist. */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

const mib = (bytes: number): string => (bytes / MIB).toFixed(1);
