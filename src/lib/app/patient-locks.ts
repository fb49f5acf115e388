import { setTimeout as sleep } from 'node:timers/promises';
import type { HomePaths } from './home.ts';
import { busy } from './with-lock.ts';

const LOOK_EVERY_MS = 50;
/** A tick ends within 90 seconds; a training cycle takes seconds, the first one a minute. */
const PATIENCE_MS = 120_000;

interface PatientLock {
  readonly path: string;
  /** Whose it is: `tick`, `training cycle`. */
  readonly what: string;
  readonly waitMs: number;
}

/**
 * Runs `work` while holding a lock that others hold for seconds.
 * @throws HiveError (busy) when it is not free within `waitMs`.
 */
async function withPatientLock<T>({ path, what, waitMs }: PatientLock, work: () => Promise<T>): Promise<T> {
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

/** Runs `work` while no training cycle runs. @throws HiveError (busy) when one goes on for two minutes. */
export const betweenCycles = <T>({ trainLock }: HomePaths, work: () => Promise<T>): Promise<T> =>
  withPatientLock({ path: trainLock, what: 'training cycle', waitMs: PATIENCE_MS }, work);

/** Runs `work` while no tick runs. @throws HiveError (busy) when one goes on for two minutes. */
export const betweenTicks = <T>({ tickLock }: HomePaths, work: () => Promise<T>): Promise<T> =>
  withPatientLock({ path: tickLock, what: 'tick', waitMs: PATIENCE_MS }, work);
