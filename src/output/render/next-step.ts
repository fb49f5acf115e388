import type { Reason } from '../../lib/core/reason.ts';
import { wrap } from './wrap.ts';

const FETCH = 'Fetch bars and train: hive train cycle';
const IMPORT = 'Where bars are imported: hive data import FILE --symbol SYM';
const TRAIN = 'Train a new model: hive train cycle --force-train';

/** What to do about a reason that stands until somebody does something. */
const NEXT: Partial<Record<Reason, readonly string[]>> = {
  NO_BARS: [FETCH, IMPORT],
  STALE_BARS: [FETCH, IMPORT],
  NO_MODEL: [FETCH],
  MODEL_STALE: [TRAIN],
  MODEL_INVALID: ['See what is wrong: hive models list', TRAIN],
};

/** The ways out of these reasons, each once and on lines of its own; empty when nothing is wrong. */
export function nextSteps(reasons: readonly Reason[], { width }: { readonly width: number }): string {
  const steps = new Set(reasons.flatMap(reason => NEXT[reason] ?? []));
  return [...steps].map(step => wrap(step, width, 2)).join('\n');
}
