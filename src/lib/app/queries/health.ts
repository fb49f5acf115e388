import { z } from 'zod';
import { isoTime } from '../../core/clock.ts';
import { HEALTH_STATES, schema } from '../schemas/health.ts';
import { endpoint, type Home } from './endpoint.ts';
import { healthChecks } from './health-checks.ts';
import { rhythmOf } from './health-of-runs.ts';

/** Whether the home is alive and well, and what needs a person. */
export async function healthNow(home: Home): Promise<z.infer<typeof schema>> {
  const checks = await healthChecks(home, home.journal);
  const { records, bytes, lastAt } = home.journal;
  const { version, startedMs, streams } = home.server;
  const worst = Math.max(...checks.map(({ state }) => HEALTH_STATES.indexOf(state)));
  return {
    ...{ state: HEALTH_STATES[worst]!, checks, version },
    startedAt: isoTime(startedMs),
    ...rhythmOf(home),
    ...{ journal: { records, bytes, lastAt }, streams },
  };
}

export const health = endpoint({
  path: '/api/health',
  schema: 'health',
  summary: 'Whether the home is alive and well, and what needs a person.',
  command: null,
  query: z.strictObject({}),
  data: schema,
  read: healthNow,
});
