import { z } from 'zod';
import { learningView } from '../learn/learning-view.ts';
import { controlComparison } from '../learning-control.ts';
import { schema as controlSchema } from '../schemas/learning-control.ts';
import { schema as statusSchema } from '../schemas/learning-status.ts';
import { endpoint } from './endpoint.ts';

export const learningStatus = endpoint({
  path: '/api/learning/status',
  schema: 'learning-status',
  summary:
    'What was learned: the gate, the experts, the policy, regimes and rewards; null before the first stance.',
  command: null,
  query: z.strictObject({}),
  data: statusSchema,
  read: ({ journal, config, clock }) => ({
    control: controlComparison(journal),
    ...learningView(config, journal.state, clock.now()),
  }),
});

export const learningControl = endpoint({
  path: '/api/learning/control',
  schema: 'learning-control',
  summary: 'The account against the control arm, which trades at random under the same costs and limits.',
  command: null,
  query: z.strictObject({}),
  data: controlSchema,
  read: ({ journal }) => ({ control: controlComparison(journal) }),
});
