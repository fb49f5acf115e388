import { existsSync } from 'node:fs';
import { blockOf, withBlock } from '../../schedule/crontab-block.ts';
import { crontabLines } from '../../schedule/crontab-lines.ts';
import type { PlannedJob } from '../../schedule/plan.ts';
import type { Adapters } from '../adapters.ts';
import { knowsZones, readCrontab, writeCrontab } from './crontab.ts';
import type { InstallPlan, InstallRequest } from './install-plan.ts';
import type { Machine } from './machine.ts';
import { plannedJobs, programOf } from './schedule-plan.ts';

/** Where the crons of Linux write their process id. */
const PID_FILES = ['/run/crond.pid', '/run/cron.pid', '/var/run/crond.pid'];

/** @throws HiveError (config) NO_CRON, CRONTAB_FAILED, BAD_PATH. */
export async function planCron(
  { paths, config }: Adapters,
  machine: Machine,
  request: InstallRequest,
): Promise<InstallPlan> {
  const jobs = plannedJobs(config);
  const lines = crontabLines(jobs, programOf(paths, request));
  const crontab = await readCrontab(machine);
  const next = withBlock(crontab, paths.root, lines);
  return {
    report: {
      by: 'cron',
      scope: null,
      crontab: blockOf(next, paths.root),
      files: [],
      removed: [],
      commands: ['crontab -'],
      warnings: [...(await zoneWarning(machine, jobs)), ...daemonWarning()],
    },
    carryOut: () => writeCrontab(machine, next),
  };
}

/** Times of day depend on the zone; the jobs of every few minutes hardly do. */
async function zoneWarning(machine: Machine, jobs: readonly PlannedJob[]): Promise<string[]> {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = [...new Set(jobs.map(({ timeZone }) => timeZone))].filter(zone => !isSame(zone, here));
  if (zones.length === 0 || (await knowsZones(machine))) return [];
  return [
    `This cron is not known to read CRON_TZ, as cronie does: the daily jobs then run in the zone of the machine, ${here}.`,
  ];
}

const isSame = (zone: string, here: string): boolean =>
  zone === here || (zone === 'UTC' && here === 'Etc/UTC');

function daemonWarning(): string[] {
  if (process.platform !== 'linux' || PID_FILES.some(path => existsSync(path))) return [];
  return ['No cron is seen running (there is no /run/crond.pid): until one is started, nothing runs.'];
}
