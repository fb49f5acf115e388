import { HiveError } from '../core/errors.ts';

/**
 * What `work` comes to, but no later than after `ms` milliseconds; the work itself goes on.
 * @throws HiveError (broker, BROKER_SILENT) when the time is over.
 */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(silent(ms)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

const silent = (ms: number) =>
  new HiveError({
    kind: 'broker',
    code: 'BROKER_SILENT',
    message: `The broker did not answer within ${ms / 1_000} s.`,
    next: 'Look at the status page of the broker, then run the command again.',
    retryable: true,
  });
