import { entry } from '../../journal/entry.ts';
import { removeArm } from '../../store/files/arm-file.ts';
import type { Adapters } from '../adapters.ts';
import { journalIfFree, notJournalled } from '../journal-if-free.ts';
import { makeStateFolder } from '../private-folders.ts';

export interface DisarmReport {
  /** False when nothing was armed. */
  readonly changed: boolean;
  /** False when nothing changed, a tick held the lock, or the journal has not begun or is in trouble. */
  readonly journalled: boolean;
}

/** Takes the permission to trade real money back: the file first, so that it counts at once. */
export async function disarm(adapters: Adapters, reason: string): Promise<DisarmReport> {
  makeStateFolder(adapters.paths);
  if (!removeArm(adapters.paths.state)) return { changed: false, journalled: false };
  const journalled = await journalIfFree(adapters, entry('DISARMED', { reason })).catch(notJournalled);
  return { changed: true, journalled };
}
