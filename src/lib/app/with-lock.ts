import { HiveError } from '../core/errors.ts';

/** Runs `work` while holding the lock at `path`. @throws HiveError (busy) at once when another run holds it. */
export async function withLock<T>(path: string, what: string, work: () => Promise<T>): Promise<T> {
  const { acquireLock } = await import('../store/files/lock.ts');
  const lock = acquireLock(path);
  if (!lock) throw busy(path, what);
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/** Another run holds the lock at `path`. */
export const busy = (path: string, what: string) =>
  new HiveError({
    kind: 'busy',
    code: 'BUSY',
    message: `Another ${what} is running in this home: it holds ${path}.`,
    next: 'Nothing was done. Wait for it to end; under cron this may be ignored.',
    retryable: true,
  });
