import type { Reason } from '../../lib/core/reason.ts';

const FETCH = 'Fetch bars and train: hive train cycle';

/** What to do about a reason that stands until somebody does something. */
const NEXT: Partial<Record<Reason, string>> = {
  NO_BARS: FETCH,
  STALE_BARS: FETCH,
  NO_MODEL: FETCH,
  MODEL_STALE: 'Train a new model: hive train cycle --force-train',
  MODEL_INVALID: 'See what is wrong: hive models list. Train a new one: hive train cycle --force-train',
};

/** The ways out of these reasons, each once. */
export function nextSteps(reasons: readonly Reason[]): string[] {
  return [...new Set(reasons.flatMap(reason => NEXT[reason] ?? []))];
}
