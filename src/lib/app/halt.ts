import { HiveError } from '../core/errors.ts';
import { entry } from '../journal/entry.ts';
import type { Adapters } from './adapters.ts';
import { openSession } from './open-session.ts';
import { makeStateFolder } from './private-folders.ts';
import { withLock } from './with-lock.ts';

export interface HaltReport {
  readonly halted: boolean;
  readonly reason: string;
  /** False when there was nothing to change. */
  readonly changed: boolean;
  /** False when a tick held the lock, or the journal has not begun or is in trouble: only its record is missing. */
  readonly journalled: boolean;
}

/**
 * Switches trading off: the file first, durably, then the journal. The switch counts: it works with a damaged
 * journal, store or broker too.
 */
export async function halt(adapters: Adapters, reason: string): Promise<HaltReport> {
  const { readHalt, writeHalt } = await import('../store/files/halt-file.ts');
  const { paths, clock } = adapters;
  makeStateFolder(paths);
  const before = readHalt(paths.state).halted;
  writeHalt(paths.state, { reason, atMs: clock.now() });
  const state = readHalt(paths.state);
  const journalled = await journal(adapters, { type: 'HALT', reason }).catch(notJournalled);
  return { halted: true, reason: state.halted ? state.reason : reason, changed: !before, journalled };
}

/** Switches trading on again: the journal first, so that an on without a record cannot be. */
export async function resume(adapters: Adapters, reason: string): Promise<HaltReport> {
  const { clearHalt, readHalt } = await import('../store/files/halt-file.ts');
  const { paths } = adapters;
  makeStateFolder(paths);
  const before = readHalt(paths.state);
  if (!before.halted) return { halted: false, reason: '', changed: false, journalled: false };
  const journalled = await journal(adapters, { type: 'RESUME', reason });
  clearHalt(paths.state);
  return { halted: false, reason: before.reason, changed: true, journalled };
}

function notJournalled(error: unknown): false {
  if (error instanceof HiveError) return false;
  throw error;
}

async function journal(
  adapters: Adapters,
  { type, reason }: { type: 'HALT' | 'RESUME'; reason: string },
): Promise<boolean> {
  try {
    return await withLock(adapters.paths.tickLock, 'tick', () => append(adapters, { type, reason }));
  } catch (error) {
    if (error instanceof HiveError && error.kind === 'busy') return false;
    throw error;
  }
}

async function append(
  adapters: Adapters,
  { type, reason }: { type: 'HALT' | 'RESUME'; reason: string },
): Promise<boolean> {
  const store = await adapters.store();
  const session = await openSession(adapters, { store });
  try {
    if (!session.hasBegun) return false;
    session.record(entry(type, { reason }));
    return true;
  } finally {
    session.close();
  }
}
