import { z } from 'zod';

export const HEALTH_STATES = ['ok', 'info', 'warning', 'problem'] as const;

export const healthCheck = z.strictObject({
  id: z.string().regex(/^[a-z-]+$/),
  title: z.string(),
  state: z.enum(HEALTH_STATES),
  says: z.string().describe('One sentence.'),
  todo: z.string().nullable().describe('What to do about it; null when there is nothing to do.'),
});

export const schema = z.strictObject({
  state: z.enum(HEALTH_STATES).describe('The worst of the checks.'),
  checks: z.array(healthCheck),
  version: z.string(),
  startedAt: z.iso.datetime().describe('When the server began.'),
  tickEveryMs: z.int().min(1).describe('A tick is stale after two of these.'),
  cycleEveryMs: z.int().min(1),
  journal: z.strictObject({
    records: z.int().min(0),
    bytes: z.int().min(0),
    lastAt: z.iso.datetime().nullable(),
  }),
  streams: z.int().min(0).describe('Clients of the live feed.'),
});
