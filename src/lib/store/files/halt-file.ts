import { lstatSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isoTime } from '../../core/clock.ts';
import { fsyncFolder, makePrivateFolder, withFile } from '../private-files.ts';
import { isFull, writeFailure } from '../write-failure.ts';
import { appendDurably } from './append-durably.ts';

const HALT_NAME = 'HALT';

export type HaltState = { readonly halted: false } | { readonly halted: true; readonly reason: string };

/**
 * The kill switch: while a file `HALT` is in the state folder, no order leaves. Durable on return. A second
 * halt adds its reason to the first.
 * @throws HiveError (data, DISK_FULL or WRITE_FAILED).
 */
export function writeHalt(stateFolder: string, halt: { reason: string; atMs: number }): void {
  const line = JSON.stringify({ at: isoTime(halt.atMs), reason: halt.reason });
  const path = join(stateFolder, HALT_NAME);
  try {
    makePrivateFolder(stateFolder);
    withFile(path, 'a', fd => appendDurably(fd, Buffer.from(`${line}\n`)));
    fsyncFolder(stateFolder);
  } catch (error) {
    if (!isFull(error) || !isThere(path)) throw writeFailure(path, error);
    fsyncFolder(stateFolder);
  }
}

/** A full disk has room for the name of the file, which halts; only the reason is lost. */
const isThere = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

/**
 * Fails closed: halted when the file is there, whatever is in it, when it cannot be read, and when the state
 * folder, which every run makes first, is missing. Never throws.
 */
export function readHalt(stateFolder: string): HaltState {
  const path = join(stateFolder, HALT_NAME);
  try {
    const folder = statSync(stateFolder, { throwIfNoEntry: false });
    if (!folder?.isDirectory()) return { halted: true, reason: `there is no state folder ${stateFolder}` };
    if (!lstatSync(path, { throwIfNoEntry: false })) return { halted: false };
    return { halted: true, reason: reasonsIn(readFileSync(path, 'utf8')) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { halted: true, reason: `${path} cannot be read: ${why}` };
  }
}

/** Lifts the halt, durably. @returns false when there was none. @throws HiveError (data, WRITE_FAILED). */
export function clearHalt(stateFolder: string): boolean {
  const path = join(stateFolder, HALT_NAME);
  try {
    if (!lstatSync(path, { throwIfNoEntry: false })) return false;
    rmSync(path);
    fsyncFolder(stateFolder);
    return true;
  } catch (error) {
    throw writeFailure(path, error);
  }
}

/** A person may make the file by hand, empty or with a note: a line that is not ours is the reason itself. */
function reasonsIn(text: string): string {
  const reasons = text.split('\n').map(reasonOf).filter(Boolean);
  return [...new Set(reasons)].join('; ') || `a file ${HALT_NAME} is in the state folder`;
}

function reasonOf(line: string): string {
  try {
    const halt: unknown = JSON.parse(line);
    return isOurs(halt) ? `${halt.reason} (${halt.at})` : line.trim();
  } catch {
    return line.trim();
  }
}

const isOurs = (value: unknown): value is { at: string; reason: string } =>
  typeof value === 'object' && value !== null && 'at' in value && 'reason' in value;
