import { z } from 'zod';
import { schema } from '../schemas/train-status.ts';
import { trainStatus } from '../train-status.ts';
import { endpoint } from './endpoint.ts';

export const trainingStatus = endpoint({
  path: '/api/training/status',
  schema: 'train-status',
  summary: 'Where training stands: cycles, samples and models of each asset class.',
  command: 'hive train status',
  query: z.strictObject({}),
  data: schema,
  read: async home => trainStatus(home),
});
