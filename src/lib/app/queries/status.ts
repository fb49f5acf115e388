import { z } from 'zod';
import { schema } from '../schemas/status.ts';
import { type Status, statusOf } from '../status.ts';
import { trainStatus } from '../train-status.ts';
import { endpoint, type Home } from './endpoint.ts';
import { modelsKey, remembered } from './remembered.ts';

const training = remembered(trainStatus, modelsKey);

/** What `hive status` shows. */
export const statusNow = (home: Home): Promise<Status> => statusOf(home, home.journal, training);

export const status = endpoint({
  path: '/api/crypto/status',
  schema: 'status',
  summary: 'Everything at one look: money, limits of the day, last tick, training.',
  command: 'hive status',
  query: z.strictObject({}),
  data: schema,
  read: statusNow,
});
