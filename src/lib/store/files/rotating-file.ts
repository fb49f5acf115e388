import { fstatSync, readdirSync, readSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { makePrivateFolder, systemCode, withFile } from '../private-files.ts';
import { writeFailure } from '../write-failure.ts';
import { acquireLock } from './lock.ts';

export interface Rotation {
  /** A file that would become larger is moved aside first. */
  readonly maxBytes: number;
  /** How many are kept, the one being written among them. */
  readonly files: number;
}

const NEWLINE = 0x0a;

/**
 * Appends a line by one write, so that processes do not mix theirs. Before the file grows beyond `maxBytes` it becomes
 * `<path>.1`, that one `<path>.2`, and so on; the oldest goes. One process at a time moves them; a line of another that
 * has just opened the file ends up in `<path>.1`, not nowhere. Old files are not compressed: whoever still has one open
 * may write to it.
 * @throws HiveError (data, DISK_FULL or WRITE_FAILED; config where access is denied)
 */
export function appendLine(path: string, line: string, rotation: Rotation): void {
  try {
    makePrivateFolder(dirname(path));
    const bytes = Buffer.byteLength(line) + 1;
    const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    if (size > 0 && size + bytes > rotation.maxBytes) rotate(path, bytes, rotation);
    while (!appended(path, line));
  } catch (error) {
    throw writeFailure(path, error);
  }
}

/** False where the file was removed while it was written: nobody would ever see the line. */
function appended(path: string, line: string): boolean {
  return withFile(path, 'a+', fd => {
    const { size } = fstatSync(fd);
    // A write that the disk had no room for may have left the beginning of a line.
    const text = `${endsWhole(fd, size) ? '' : '\n'}${line}\n`;
    const wanted = Buffer.byteLength(text);
    const written = writeSync(fd, text);
    if (written !== wanted)
      throw Object.assign(new Error(`only ${written} of ${wanted} bytes fitted`), { code: 'ENOSPC' });
    return fstatSync(fd).nlink > 0;
  });
}

function endsWhole(fd: number, size: number): boolean {
  const last = Buffer.alloc(1);
  return size === 0 || (readSync(fd, last, 0, 1, size - 1) === 1 && last[0] === NEWLINE);
}

/** Where another process holds the lock, it is moving them: a file that is a few lines too long harms nobody. */
function rotate(path: string, bytes: number, { maxBytes, files }: Rotation): void {
  const lock = acquireLock(`${path}.lock`);
  if (!lock) return;
  try {
    // Somebody may have done it since we looked.
    if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) + bytes <= maxBytes) return;
    for (const number of rotatedNumbers(path).filter(each => each >= files - 1))
      rmSync(`${path}.${number}`, { force: true });
    for (let number = files - 2; number >= 0; number--)
      renameIfThere(rotatedName(path, number), rotatedName(path, number + 1));
  } finally {
    lock.release();
  }
}

/** 0 is the file being written. */
export const rotatedName = (path: string, number: number): string =>
  number === 0 ? path : `${path}.${number}`;

function renameIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
}

/** Numbers of the files that were moved aside, the newest first. */
export function rotatedNumbers(path: string): number[] {
  const [folder, name] = [dirname(path), basename(path)];
  return namesIn(folder)
    .flatMap(each => {
      const number = each.startsWith(`${name}.`) ? each.slice(name.length + 1) : '';
      return /^[1-9]\d{0,3}$/.test(number) ? [Number(number)] : [];
    })
    .sort((a, b) => a - b);
}

/** All files of a log, the oldest first. */
export const logFiles = (path: string): string[] =>
  [0, ...rotatedNumbers(path)].reverse().map(number => rotatedName(path, number));

/** Removes the files that are beyond the number that is kept. @returns what was removed, in bytes. */
export function pruneRotated(path: string, files: number): number {
  let bytes = 0;
  for (const number of rotatedNumbers(path).filter(each => each >= files)) {
    const old = join(dirname(path), `${basename(path)}.${number}`);
    bytes += statSync(old, { throwIfNoEntry: false })?.size ?? 0;
    rmSync(old, { force: true });
  }
  return bytes;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}
