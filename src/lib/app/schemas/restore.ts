import { z } from 'zod';
import { journalEnd } from './backup.ts';

const count = z.int().min(0);

export const schema = z.strictObject({
  file: z.string(),
  at: z.string().describe('When the backup was made.'),
  version: z.string().describe('Of the HIVE that made it.'),
  mode: z.string(),
  files: count,
  bytes: count,
  journal: journalEnd,
  home: z
    .string()
    .nullable()
    .describe('Where it is now, and trading is halted; null when it was only checked.'),
});
