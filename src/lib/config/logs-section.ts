import { z } from 'zod';
import { LOG_LEVELS } from '../core/log-level.ts';

export const logs = z.strictObject({
  level: z
    .enum(LOG_LEVELS)
    .default('info')
    .describe('What is written to logs/hive.log: this and everything graver. debug: also that a job began.'),
  maxMegabytes: z
    .number()
    .int()
    .min(1)
    .max(1_000)
    .default(10)
    .describe('Size at which logs/hive.log is moved aside, in millions of bytes.'),
  files: z
    .number()
    .int()
    .min(2)
    .max(100)
    .default(5)
    .describe('How many of these files are kept, the one being written among them.'),
});
