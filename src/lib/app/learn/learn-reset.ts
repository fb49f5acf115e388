import { dataError } from '../../core/errors.ts';
import type { LearnedPart } from '../../core/learned-part.ts';
import { entry } from '../../journal/entry.ts';
import { classLearner } from '../../learning/feedback/learning-state.ts';
import type { Adapters } from '../adapters.ts';
import { lockedSession } from '../locked-session.ts';

const ASSET_CLASS = 'crypto';

export interface LearnReset {
  readonly what: LearnedPart;
  readonly reason: string;
  /** Candidates so far, after the reset: what the gate wants rises with each. */
  readonly generation: number;
}

/**
 * Has a part of what was learned forgotten. The journal keeps all of it: what is forgotten is only no longer used.
 * @throws HiveError (busy) while a tick runs; (data, NOTHING_LEARNED) before the first tick.
 */
export const learnReset = (
  adapters: Adapters,
  { what, reason }: Pick<LearnReset, 'what' | 'reason'>,
): Promise<LearnReset> =>
  lockedSession(adapters, session => {
    if (!session.hasBegun) throw nothingLearned();
    session.record(entry('RESET', { assetClass: ASSET_CLASS, what, reason }));
    return { what, reason, generation: classLearner(session.state.learning, ASSET_CLASS).generation };
  });

const nothingLearned = () =>
  dataError({
    code: 'NOTHING_LEARNED',
    message: 'There is nothing to forget: no tick has run yet.',
    next: 'Run: hive trade tick',
  });
