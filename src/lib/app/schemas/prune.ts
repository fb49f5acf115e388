import { z } from 'zod';
import { CHORES } from '../../store/upkeep.ts';
import { FILE_PARTS } from '../prune/old-files.ts';

const count = z.int().min(0);
const bytes = count.describe('Bytes.');

const each = <Name extends string, T extends z.ZodType>(names: readonly Name[], type: T) =>
  z.strictObject(Object.fromEntries(names.map(name => [name, type])) as Record<Name, T>);

export const schema = z.strictObject({
  dryRun: z.boolean().describe('True when nothing was removed: the rest is what would be.'),
  files: each(FILE_PARTS, z.strictObject({ files: count, bytes })),
  rows: each(CHORES, count).describe('Rows of state/hive.db.'),
  store: z.strictObject({
    bytesBefore: bytes,
    bytesAfter: bytes,
    freeBytes: count.describe('Within the file, to be used again.'),
    shrunk: z
      .enum(['not-needed', 'done', 'rewrite', 'rewritten', 'no-room'])
      .describe('Whether free room within the file went back to the disk.'),
  }),
  bound: z.strictObject({
    yearBytes: count.describe('At most so much after a year, the journal aside.'),
    foreverBytesADay: count.describe('What the journal and the log of trades grow by.'),
  }),
});
