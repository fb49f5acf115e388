import { z } from 'zod';

export const schema = z.union([
  z.strictObject({ names: z.array(z.string()).describe('What hive schema NAME can print.') }),
  z.strictObject({
    name: z.string(),
    schema: z.record(z.string(), z.json()).describe('A JSON Schema, draft 2020-12.'),
  }),
]);
