import { setTimeout as sleep } from 'node:timers/promises';
import { busy } from './with-lock.ts';

const LOOK_EVERY_MS = 50;

export interface PatientLock {
  readonly path: string;
  /** Whose it is: `tick`, `training cycle`. */
  readonly what: string;
  readonly waitMs: number;
}

/**
 * Runs `work` while holding a lock that others hold for seconds.
 * @throws HiveError (busy) when it is not free within `waitMs`.
 */
export async function withPatientLock<T>(
  { path, what, waitMs }: PatientLock,
  work: () => Promise<T>,
): Promise<T> {
  const { acquireLock } = await import('../store/files/lock.ts');
  for (let leftMs = waitMs; ; leftMs -= LOOK_EVERY_MS) {
    const lock = acquireLock(path);
    if (lock) {
      try {
        return await work();
      } finally {
        lock.release();
      }
    }
    if (leftMs <= 0) throw busy(path, what);
    await sleep(LOOK_EVERY_MS);
  }
}
