import { z } from 'zod';

/** What `--json` prints on success, around the data of one command; `beside` are members that few have. */
export const successEnvelope = (name: string, data: z.ZodType, beside: z.ZodRawShape = {}) =>
  z.strictObject({
    ...beside,
    ok: z.literal(true),
    schema: z.literal(`hive.${name}/1`),
    asOf: z.iso.datetime().describe('The moment the command acted at, in UTC.'),
    mode: z.enum(['simulated', 'paper', 'live']).describe('What the data is about.'),
    data,
    warnings: z.array(z.string()).describe('Sentences a person should read; empty when there are none.'),
  });

/** What `--json` prints on failure. */
export const errorEnvelope = z.strictObject({
  ok: z.literal(false),
  schema: z.literal('hive.error/1'),
  error: z.strictObject({
    code: z
      .string()
      .regex(/^[A-Z][A-Z0-9_]*$/)
      .describe('Stable name to match on.'),
    message: z.string().min(1).describe('What is wrong and where.'),
    next: z.string().min(1).describe('The way out.'),
    retryable: z.boolean().describe('True when the same call may succeed later.'),
  }),
});
