import { existsSync, fsyncSync, ftruncateSync, readFileSync } from 'node:fs';
import { withFile } from '../private-files.ts';
import { writeFailure } from '../write-failure.ts';
import { atomicWrite } from './atomic-write.ts';
import type { JournalEnd } from './scan-journal.ts';

export interface JournalRepair {
  /** The record that was being written. */
  readonly seq: number;
  readonly bytes: number;
  /** Where the torn bytes are now. */
  readonly movedTo: string;
}

/**
 * Moves a torn last line aside to `<path>.torn-<seq>` and cuts the journal before it.
 * The copy is durable before the cut, so that a kill between the two loses nothing.
 * @returns null when nothing was torn.
 */
export function repairJournal(path: string, { link, offset, torn }: JournalEnd): JournalRepair | null {
  if (torn.length === 0) return null;
  const seq = link.seq + 1;
  const movedTo = freeName(`${path}.torn-${seq}`, torn);
  atomicWrite(movedTo, torn);
  cut(path, offset);
  return { seq, bytes: torn.length, movedTo };
}

/** `name`, or `name-2`, `name-3` … when that name holds the bytes of another tear. */
function freeName(name: string, torn: Buffer): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}-${number}`;
    if (!existsSync(candidate) || readFileSync(candidate).equals(torn)) return candidate;
  }
}

function cut(path: string, offset: number): void {
  try {
    withFile(path, 'r+', fd => {
      ftruncateSync(fd, offset);
      fsyncSync(fd);
    });
  } catch (error) {
    throw writeFailure(path, error);
  }
}
