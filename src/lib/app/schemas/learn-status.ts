import { schema as learning } from './learning-status.ts';

/** What was learned, as `/api/learning/status` has it, without the comparison with the control arm. */
export const schema = learning.omit({ control: true });
