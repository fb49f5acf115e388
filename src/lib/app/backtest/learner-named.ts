import { forestLearner } from '../../learning/forest/learner.ts';
import type { Learner } from '../../learning/learner.ts';

/** The learner that a thread can find by its name; null for one that only the caller has. */
export async function learnerNamed(id: string): Promise<Learner | null> {
  if (id === forestLearner.id) return forestLearner;
  if (id !== 'ml-random-forest') return null;
  return (await import('../../learning/ml-random-forest/learner.ts')).mlRandomForestLearner;
}
