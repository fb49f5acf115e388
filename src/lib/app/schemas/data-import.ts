import { z } from 'zod';
import { intervalNames } from '../../core/interval.ts';

const count = z.int().min(0);
const finding = z.strictObject({
  kind: z.string().describe('Repair or reason, for example swapped-volumes or duplicate.'),
  count: count.describe('Rows concerned.'),
  firstLine: z.int().min(1).describe('Lowest line of the file (item of a JSON array) concerned.'),
  example: z.string().describe('What stood there.'),
});

export const schema = z.strictObject({
  file: z.string().describe('Base name of the file.'),
  sha256: z.string().length(64).describe('Of the bytes of the file.'),
  format: z.string().describe('What the file was taken for.'),
  symbol: z.string(),
  interval: z.enum(intervalNames),
  source: z.literal('csv'),
  rowsRead: count.describe('Rows in the file, of the chosen symbol.'),
  rowsKept: count.describe('Rows that became bars.'),
  bars: z.int().min(1).describe('Bars after --resample; else the same as rowsKept.'),
  from: z.iso.datetime().describe('Open time of the first bar.'),
  to: z.iso.datetime().describe('Open time of the last bar.'),
  repairs: z.array(finding).describe('What was set right.'),
  dropped: z.array(finding).describe('What was left out.'),
  assumptions: z.array(z.string()).describe('What was taken as true without being written in the file.'),
  dryRun: z.boolean().describe('True when nothing was written.'),
  inserted: count.describe('New bars.'),
  unchanged: count.describe('Bars that were stored already.'),
  replaced: count.describe('Stored bars that got other values.'),
});
