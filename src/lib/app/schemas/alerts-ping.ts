import { z } from 'zod';
import { JOBS } from '../../core/job.ts';

export const schema = z.strictObject({
  job: z.enum(JOBS),
  host: z.string().nullable().describe('All that is shown of the address; null when it is pinged no more.'),
  file: z.string().describe('Where that is written.'),
});
