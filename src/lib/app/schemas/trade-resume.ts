import { z } from 'zod';
import { step, switchState } from './trade-halt.ts';

export const schema = z.strictObject({
  ...switchState,
  broker: step.describe("The broker's own switch: it takes orders again."),
});
