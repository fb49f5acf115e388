import { z } from 'zod';

export const schema = z.strictObject({
  file: z.string().nullable().describe('The configuration file that was read; null when there is none.'),
  settings: z.array(
    z.strictObject({
      key: z.string().describe('Dotted path of the setting.'),
      value: z.json().describe('The value in force.'),
      origin: z.strictObject({
        from: z.enum(['flag', 'environment', 'file', 'preset', 'default']),
        name: z.string().describe('The flag, variable, file or preset by name; empty for a default.'),
      }),
    }),
  ),
});
