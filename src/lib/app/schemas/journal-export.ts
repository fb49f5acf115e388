import { z } from 'zod';
import { FILL_COLUMNS } from '../fill-row.ts';

const record = z.strictObject({
  seq: z.int().min(1),
  at: z.iso.datetime(),
  mode: z.enum(['simulated', 'paper', 'live']),
  account: z.string().nullable(),
  type: z.string(),
  data: z.record(z.string(), z.json()),
  prev: z.string().length(64),
  hash: z.string().length(64),
});

export const schema = z.strictObject({
  format: z.enum(['jsonl', 'csv']),
  rows: z.int().min(0).describe('Records or fills that were chosen.'),
  out: z.string().nullable().describe('File that was written; null without --out.'),
  records: z.array(record).nullable().describe('Null for csv, and when they went into the file.'),
  fills: z
    .array(z.record(z.enum(FILL_COLUMNS), z.string().nullable()))
    .nullable()
    .describe('Null for jsonl, and when they went into the file.'),
});
