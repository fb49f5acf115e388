import type { Adapters } from './adapters.ts';
import { openSession } from './open-session.ts';
import { makeStateFolder } from './private-folders.ts';
import type { JournalSession } from './tick/journal-session.ts';
import { withLock } from './with-lock.ts';

/**
 * Runs `work` on the journal, opened to append, while holding the tick lock.
 * @throws HiveError (busy) at once while a tick runs.
 */
export async function lockedSession<T>(
  adapters: Adapters,
  work: (session: JournalSession) => Promise<T> | T,
): Promise<T> {
  makeStateFolder(adapters.paths);
  return withLock(adapters.paths.tickLock, 'tick', async () => {
    const session = await openSession(adapters, { store: await adapters.store() });
    try {
      return await work(session);
    } finally {
      session.close();
    }
  });
}
