import { fsyncSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fsyncFolder, makePrivateFolder, systemCode, withFile } from '../private-files.ts';
import { writeFailure } from '../write-failure.ts';

const TEMP_NAME = /\.tmp-(\d+)$/;

/**
 * Replaces `path` as a whole (mode 0600), making its folder when it is missing. Killed at any instruction it
 * leaves the old file or the new one, perhaps with a stray temp beside it.
 * @throws HiveError (data, DISK_FULL or WRITE_FAILED); the old file is then untouched.
 */
export function atomicWrite(path: string, content: string | Uint8Array): void {
  const temp = `${path}.tmp-${process.pid}`;
  try {
    makePrivateFolder(dirname(path));
    writeTemp(temp, content);
    renameSync(temp, path);
    fsyncFolder(dirname(path));
  } catch (error) {
    rmSync(temp, { force: true });
    throw writeFailure(path, error);
  }
}

function writeTemp(temp: string, content: string | Uint8Array): void {
  // A temp of this name can only be left over from a dead process whose id came round again.
  rmSync(temp, { force: true });
  withFile(temp, 'wx', fd => {
    writeFileSync(fd, content);
    fsyncSync(fd);
  });
}

/**
 * Removes the temps that killed writers left in `folder`; those of running writers stay. What is no folder has
 * none.
 * @returns names of the removed files.
 */
export function cleanTemps(folder: string): string[] {
  const stray = strayTemps(folder);
  for (const name of stray) rmSync(join(folder, name), { force: true });
  return stray;
}

/** Names of the temps that killed writers left in `folder`. */
export const strayTemps = (folder: string): string[] =>
  namesIn(folder).filter(name => isStray(TEMP_NAME.exec(name)));

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')) return [];
    throw error;
  }
}

function isStray(match: RegExpExecArray | null): boolean {
  if (!match) return false;
  const pid = Number(match[1]);
  return pid === process.pid || !isRunning(pid);
}

/** Whether there is a process of this id, whosoever. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}
