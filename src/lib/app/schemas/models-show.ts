import { z } from 'zod';
import { gate } from './learning-status.ts';
import { model } from './models-list.ts';

export const schema = z.strictObject({
  model,
  gate: gate
    .nullable()
    .describe('What the gate says of the class that the model is in use for; null where none is asked.'),
});
