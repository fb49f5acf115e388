import { readState } from '../read-journal.ts';
import type { Reading } from '../reading.ts';
import type { LearningStatus } from '../schemas/learning-status.ts';
import { learningView } from './learning-view.ts';

export type LearnStatus = Omit<LearningStatus, 'control'>;

/** What was learned, by the journal. */
export const learnStatus = async (home: Reading): Promise<LearnStatus> =>
  learningView(home.config, await readState(home), home.clock.now());
