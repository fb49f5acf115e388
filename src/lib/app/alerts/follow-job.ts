import { readEnvironment } from '../../config/environment.ts';
import type { Follower } from '../jobs/running-job.ts';
import { systemClock } from '../system-clock.ts';
import { alertsPlace } from './alerts-place.ts';

/**
 * Tells people of troubles, and health checks of runs, where somebody has said whom. Runs with --as-of are rehearsals:
 * they tell nobody, unless `alerts.onAsOf` says so. Without a file of channels this costs one look at the disk.
 */
export const followAlerts: Follower = async (home, start) => {
  const isRehearsal = home.clock !== systemClock && home.config?.alerts.onAsOf !== true;
  if (isRehearsal || !alertsPlace(home.paths, readEnvironment())) return async () => {};
  const { beginAlerts } = await import('./job-alerts.ts');
  return beginAlerts(home, start);
};
