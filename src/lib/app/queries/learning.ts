import { z } from 'zod';
import { controlComparison } from '../learning-control.ts';
import { schema as controlSchema } from '../schemas/learning-control.ts';
import { schema as statusSchema } from '../schemas/learning-status.ts';
import { endpoint } from './endpoint.ts';

export const learningStatus = endpoint({
  path: '/api/learning/status',
  schema: 'learning-status',
  summary: 'What the learner has learned from its own trades; members are null until it has them.',
  command: null,
  query: z.strictObject({}),
  data: statusSchema,
  read: ({ journal }) => ({
    control: controlComparison(journal),
    ...{ gate: null, experts: null, policy: null, regime: null, rewards: null },
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
