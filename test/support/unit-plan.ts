import { planJobs } from '../../src/lib/schedule/plan.ts';
import type { UnitPlan } from '../../src/lib/schedule/units/unit-plan.ts';

/** Units of a user for a home at /srv/hive, with everything that there can be; `part` changes it. */
export const unitPlan = (part: Partial<UnitPlan> = {}): UnitPlan => ({
  scope: 'user',
  prefix: 'hive',
  program: { node: process.execPath, script: '/opt/hive/bin/run.js', home: '/srv/hive', configFile: null },
  jobs: planJobs(
    { tick: '2m', cycle: '3m', daily: '04:10', timeZone: 'Europe/Berlin' },
    { withBackup: true },
  ),
  serve: { port: null },
  owner: null,
  credentials: [],
  keyFiles: ['/srv/hive/alpaca-keys.json'],
  alsoWritten: ['/mnt/backups'],
  installation: '/opt/hive',
  ...part,
});
