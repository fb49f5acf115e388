import { dataError } from '../../core/errors.ts';
import type { Adapters } from '../adapters.ts';

/**
 * Whether there is a broker to ask. Opening the embedded one makes its books when there are none, which a look must
 * not do.
 * @throws HiveError (data, BOOKS_MISSING) when there is a journal and the books of the embedded broker are gone.
 */
export async function hasBooks({ config, paths }: Adapters, hasJournal: boolean): Promise<boolean> {
  const { existsSync } = await import('node:fs');
  if (config.broker.kind !== 'simulated' || existsSync(paths.paperBroker)) return true;
  if (!hasJournal) return false;
  throw dataError({
    code: 'BOOKS_MISSING',
    message: `${paths.paperBroker} with the books of the embedded broker is missing.`,
    next: 'Bring it back from a backup of the same moment as the journal.',
  });
}
