import { z } from 'zod';

export const schema = z.strictObject({
  changed: z.boolean().describe('Whether anything was there to be taken out.'),
  dryRun: z.boolean(),
  crontab: z.boolean().describe('Whether a block was in the crontab.'),
  files: z.array(z.string()).describe('Unit files.'),
});
