import { z } from 'zod';
import { JOBS } from '../../core/job.ts';
import { LOG_LEVELS } from '../../core/log-level.ts';
import { LOG_EVENTS } from '../logs/log-line.ts';

const count = z.int().min(0);

export const schema = z.strictObject({
  file: z.string().describe('The log that was read, with those that were moved aside.'),
  lines: z
    .array(
      z.strictObject({
        time: z.string().describe('ISO, UTC.'),
        level: z.enum(LOG_LEVELS),
        job: z.enum(JOBS).nullable(),
        event: z.enum(LOG_EVENTS).describe('deed: what a person did.'),
        message: z.string(),
        exitCode: z.int().nullable().describe('Of a job or a deed.'),
        code: z.string().nullable().describe('Why it is not 0.'),
        ms: z.int().nullable().describe('How long the job took.'),
        warnings: z.array(z.string()),
        facts: z.record(z.string(), z.unknown()).describe('What else the line says; of a trade all of it.'),
      }),
    )
    .describe('Oldest first.'),
  total: count.describe('Lines that were asked for, of which the newest are listed.'),
  damaged: count.describe('Lines that could not be read.'),
});
