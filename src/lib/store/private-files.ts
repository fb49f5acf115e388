import { closeSync, fsyncSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { configError, dataError } from '../core/errors.ts';

/** Readable by its owner only. */
export const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/**
 * Makes the folder and its missing parents, for its owner only. An existing folder keeps its mode.
 * @throws the system's error when it cannot be made.
 */
export function makePrivateFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: FOLDER_MODE });
  } catch (error) {
    if (isFolder(folder)) return;
    const parent = dirname(folder);
    // Parents one by one: Node's own recursive mkdir never returns where the system answers ENOENT below a folder
    // that exists, as it does in /proc.
    if (systemCode(error) !== 'ENOENT' || isFolder(parent)) throw error;
    makePrivateFolder(parent);
    makePrivateFolder(folder);
  }
}

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** Makes renames and new names in `folder` durable: a file's own fsync does not cover its name (fsync(2)). */
export function fsyncFolder(folder: string): void {
  // Windows cannot open a folder; its rename is durable with the file.
  if (process.platform === 'win32') return;
  withFile(folder, 'r', fsyncSync);
}

/** Opens `path`, runs `work` with its descriptor and closes it, whatever happens. */
export function withFile<T>(path: string, flags: string | number, work: (fd: number) => T): T {
  const fd = openSync(path, flags, FILE_MODE);
  try {
    return work(fd);
  } finally {
    closeSync(fd);
  }
}

/** Whether a file or folder may not be used: rights, or a disk that is mounted for reading only. */
export const isAccessDenied = (error: unknown): boolean =>
  ['EACCES', 'EPERM', 'EROFS'].includes(systemCode(error) ?? '');

/** The kind of error that a failed read or write is: for the user to set right, or to be tried again. */
export const failureOf = (cause: unknown) => (isAccessDenied(cause) ? configError : dataError);

/** Code of a system error (`ENOENT`); undefined for any other error. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
