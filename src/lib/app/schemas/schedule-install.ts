import { z } from 'zod';

export const schema = z.strictObject({
  by: z.enum(['cron', 'systemd']),
  scope: z.enum(['user', 'system']).nullable().describe('Whose systemd; null for cron.'),
  installed: z.boolean().describe('False with --dry-run.'),
  crontab: z.string().nullable().describe('The block for the crontab; null for systemd.'),
  files: z.array(z.strictObject({ path: z.string(), text: z.string() })).describe('Unit files.'),
  removed: z.array(z.string()).describe('Unit files from before that are no longer wanted.'),
  commands: z.array(z.string()).describe('Programs that are called, in order.'),
  since: z.iso.datetime().nullable(),
});
