import { z } from 'zod';
import { DAY_MS } from '../../core/interval.ts';
import { JOBS } from '../../core/job.ts';
import { runsReport } from '../runs/runs-report.ts';
import { schema } from '../schemas/runs.ts';
import { endpoint } from './endpoint.ts';
import { momentParameter, msOf } from './parameters.ts';

const MOST_MS = 7 * DAY_MS;

export const runs = endpoint({
  path: '/api/runs',
  schema: 'runs',
  summary: 'The runs of the jobs, and what became of each slot in which one was scheduled.',
  command: 'hive runs',
  query: z.strictObject({
    job: z.enum(JOBS).optional().describe('Only this job.'),
    from: momentParameter
      .optional()
      .describe('From this moment on; a day before `to` unless told, and at most seven.'),
    to: momentParameter.optional().describe('Up to this moment, exclusive; now unless told.'),
  }),
  data: schema,
  read: (home, { job = null, from, to }) => {
    const toMs = msOf(to) ?? home.clock.now() + 1;
    const fromMs = Math.max(msOf(from) ?? toMs - DAY_MS, toMs - MOST_MS);
    return runsReport(home, { job, fromMs, toMs, missed: false });
  },
});
