import { z } from 'zod';

export const schema = z.strictObject({ kind: z.string(), values: z.array(z.string()) });
