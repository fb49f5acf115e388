import { z } from 'zod';
import { FORMATS } from '../../alerts/address.ts';
import { TOPICS } from '../../alerts/alert.ts';
import { JOBS } from '../../core/job.ts';

const moment = z.iso.datetime();

export const schema = z.strictObject({
  file: z.string().describe('Where channels and health checks are written.'),
  channels: z.array(
    z.strictObject({
      name: z.string(),
      format: z.enum(FORMATS),
      host: z.string().describe('All that is shown of the address.'),
      only: z.array(z.enum(TOPICS)).nullable().describe('What it is told; null: everything.'),
      lastTakenAt: moment.nullable().describe('When it last took a message.'),
      failure: z
        .strictObject({ at: moment, why: z.string(), times: z.int().min(1) })
        .nullable()
        .describe('The last of the failures in a row; null after a success.'),
      waiting: z.int().min(0).describe('Alerts that wait for it.'),
    }),
  ),
  pings: z.array(z.strictObject({ job: z.enum(JOBS), host: z.string() })),
  alarms: z
    .array(z.strictObject({ key: z.string(), since: moment, says: z.string() }))
    .describe('Troubles that people were told of and that last.'),
});
