import { z } from 'zod';
import { type JournalExportReport, RECORD_TYPES } from '../journal-export.ts';
import { schema } from '../schemas/journal-export.ts';
import { countParameter } from './count-parameter.ts';
import { endpoint } from './endpoint.ts';
import { recordParameter } from './parameters.ts';

export const journal = endpoint({
  path: '/api/journal',
  schema: 'journal-export',
  summary: 'Records of the journal as they are, oldest first.',
  command: 'hive journal export',
  isSteady: true,
  query: z.strictObject({
    last: countParameter({ most: 500, usual: 50 }).describe('How many of the newest.'),
    before: recordParameter.optional().describe('Only records before this one, for paging.'),
    type: z.enum(RECORD_TYPES).optional().describe('Only records of this type.'),
  }),
  // Any JSON is deeper than the compiler wants to follow.
  data: schema as z.ZodType,
  read: (home, page): JournalExportReport => {
    const records = home.journal.page(page);
    return { format: 'jsonl', rows: records.length, out: null, records, fills: null };
  },
});
