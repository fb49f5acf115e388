import { z } from 'zod';
import { ASSET_CLASSES } from '../../core/instrument.ts';

export const schema = z.strictObject({
  assetClass: z.enum(ASSET_CLASSES),
  action: z.enum(['promote', 'rollback']),
  model: z.string().describe('The model in use from here on.'),
  before: z.string().nullable(),
  pinned: z.boolean().describe('Whether it stays until a rollback, whatever is trained.'),
  reason: z.string(),
  journalled: z.boolean(),
});
