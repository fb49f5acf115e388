import { HiveError } from '../core/errors.ts';
import type { Entry } from '../journal/entry.ts';
import type { Adapters } from './adapters.ts';
import { lockedSession } from './locked-session.ts';

/**
 * Writes a record of what has been done or is done anyway.
 * @returns false when a tick held the lock or the journal has not begun: only the record is missing.
 */
export async function journalIfFree(adapters: Adapters, record: Entry): Promise<boolean> {
  try {
    return await lockedSession(adapters, session => {
      if (session.hasBegun) session.record(record);
      return session.hasBegun;
    });
  } catch (error) {
    if (error instanceof HiveError && error.kind === 'busy') return false;
    throw error;
  }
}

/** For `catch`: a journal in trouble does not stand in the way of what is done. */
export function notJournalled(error: unknown): false {
  if (error instanceof HiveError) return false;
  throw error;
}
