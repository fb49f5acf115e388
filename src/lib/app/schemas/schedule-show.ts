import { z } from 'zod';
import { JOBS } from '../../core/job.ts';

const run = z.strictObject({
  at: z.iso.datetime(),
  local: z.string().describe('The same in the zone of this machine: 2026-11-26 12:02.'),
  market: z.string().describe('The same in New York.'),
  marketOpen: z.boolean().describe('Whether the US stock market is open then.'),
});

export const schema = z.strictObject({
  installed: z
    .array(
      z.strictObject({
        by: z.enum(['cron', 'systemd', 'run']),
        scope: z.enum(['user', 'system']).nullable().describe('Whose systemd; null for the others.'),
        units: z.array(z.string()).describe('Unit files of systemd.'),
        process: z.string().nullable().describe('Process id of hive schedule run.'),
      }),
    )
    .describe('What starts the jobs; empty when nothing does.'),
  since: z.iso.datetime().nullable(),
  drift: z.array(z.string()).describe('How what is installed differs from what the settings say.'),
  localZone: z.string(),
  jobs: z.array(
    z.strictObject({
      job: z.enum(JOBS),
      words: z.string(),
      expression: z.string().describe('Five fields of crontab(5), read in timeZone.'),
      timeZone: z.string(),
      next: z.array(run).length(5),
    }),
  ),
});
