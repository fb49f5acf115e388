import { rmSync, statSync } from 'node:fs';
import { atomicWrite } from './atomic-write.ts';
import { freeBytes, LEAST_FREE_BYTES } from './free-space.ts';

const SPARE_BYTES = 1024 * 1024;
/** Below it a store may not even be opened: its helper files need some. */
const LITTLE_BYTES = 4 * SPARE_BYTES;

/** Whether hardly anything is free on the disk of `folder`. */
export const isDiskFull = (folder: string): boolean => freeBytes(folder) < LITTLE_BYTES;

/** Lets go of what was put by, so that there is room to tidy up in. @returns bytes that came free. */
export function releaseSpare(path: string): number {
  const bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  rmSync(path, { force: true });
  return bytes;
}

/** Puts a little room by, for the day on which the disk is full; not while it nearly is. */
export function keepSpare(path: string, folder: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.size === SPARE_BYTES) return;
  // Not zeros: some disks keep none of those.
  if (freeBytes(folder) >= LEAST_FREE_BYTES) atomicWrite(path, Buffer.alloc(SPARE_BYTES, 'hive spare room '));
}
