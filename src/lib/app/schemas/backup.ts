import { z } from 'zod';

const count = z.int().min(0);

export const journalEnd = z
  .strictObject({
    seq: count.describe('Number of the last record.'),
    hash: z.string(),
    bytes: count,
    lastAt: z.string().nullable().describe('Time of the last record.'),
  })
  .nullable()
  .describe('Where the journal ends; null without one.');

export const schema = z.strictObject({
  file: z.string(),
  bytes: count,
  at: z.iso.datetime(),
  journal: journalEnd,
  files: count.describe('Files in it.'),
  tickHeldMs: count.describe('For how long no tick could begin.'),
  removed: z.array(z.string()).describe('Names of older backups that are gone.'),
});
