import { z } from 'zod';
import { schema } from '../schemas/training-progress.ts';
import { trainingProgress as progressNow } from '../train/training-progress.ts';
import { endpoint } from './endpoint.ts';

export const trainingProgress = endpoint({
  path: '/api/training/progress',
  schema: 'training-progress',
  summary: 'How far a running training cycle is; null when none runs.',
  command: null,
  query: z.strictObject({}),
  data: schema,
  read: async home => progressNow(home.paths),
});
