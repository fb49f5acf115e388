import { configError } from '../../core/errors.ts';
import type { Adapters } from '../adapters.ts';
import { lockedSession } from '../locked-session.ts';
import { type AcceptReport, acceptAccount } from './accept-account.ts';

/**
 * Takes the account into the journal as the broker has it, while no tick runs.
 * @throws HiveError (config) NO_JOURNAL, and what `acceptAccount` throws; (busy).
 */
export const acceptPositions = (adapters: Adapters, reason: string): Promise<AcceptReport> =>
  lockedSession(adapters, async journal => {
    if (!journal.hasBegun) throw noJournal();
    const { clock } = adapters;
    const broker = await adapters.broker();
    const quotes = await adapters.quotes((await adapters.store()).bars);
    return acceptAccount({ broker, journal, clock, quotes }, reason);
  });

const noJournal = () =>
  configError({
    code: 'NO_JOURNAL',
    message: 'There is no journal yet; it begins with what the account has.',
    next: 'Run: hive trade tick',
  });
