import { z } from 'zod';
import { position } from './positions.ts';
import { step } from './trade-halt.ts';
import { schema as tick } from './trade-tick.ts';

export const schema = z.strictObject({
  held: z.array(position).describe('What was held when it began.'),
  cancel: step.describe('The end of all open orders at the broker.'),
  tick: tick
    .nullable()
    .describe('What the first tick of selling came to; null when there was nothing to sell.'),
});
