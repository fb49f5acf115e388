import { z } from 'zod';
import { JOBS } from '../../core/job.ts';

export const schema = z.strictObject({
  jobs: z.array(
    z.strictObject({ job: z.enum(JOBS), words: z.string(), next: z.iso.datetime().describe('First run.') }),
  ),
  serve: z.boolean().describe('Whether the dashboards are served as well.'),
});
