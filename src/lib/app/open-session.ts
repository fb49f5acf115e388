import type { Store } from '../store/ports.ts';
import type { Adapters } from './adapters.ts';
import { JournalSession } from './tick/journal-session.ts';

/** Opens the journal to append. The caller holds the tick lock and closes the session. */
export async function openSession(
  { paths, clock, config }: Adapters,
  { store }: { readonly store: Store },
): Promise<JournalSession> {
  const { openJournal } = await import('../store/files/journal-file.ts');
  return new JournalSession({
    open: from => openJournal(paths.journal, from ? { from } : {}),
    checkpoints: store.checkpoints,
    clock,
    mode: config.mode,
  });
}
