import { checkPaths } from '../command-line.ts';
import { jobUnits } from './job-units.ts';
import { serveUnit } from './serve-unit.ts';
import type { UnitPlan } from './unit-plan.ts';
import { type UnitFile, unitFile } from './unit-text.ts';

export interface Units {
  readonly files: readonly UnitFile[];
  /** Those that are enabled and started: timers, and the server. */
  readonly started: readonly string[];
}

/** @throws HiveError (config, BAD_PATH) on paths that a unit cannot hold. */
export function units(plan: UnitPlan): Units {
  // In lists of paths systemd keeps a backslash before a quotation mark; a colon separates two paths in BindPaths=.
  checkPaths(plan.program, ['"', '\\', ...(plan.scope === 'system' ? [':'] : [])]);
  const { prefix, serve } = plan;
  const jobs = plan.jobs.flatMap(planned => jobUnits(plan, planned));
  return {
    files: [...jobs, ...(serve ? [serveUnit(plan, serve.port)] : []), alarmUnit(plan)],
    started: [
      ...plan.jobs.map(({ job }) => `${prefix}-${job}.timer`),
      ...(serve ? [`${prefix}-serve.service`] : []),
    ],
  };
}

/**
 * Started when one of the others fails: also when that could not say so itself, because it was killed or did not even
 * start. It writes a line of the priority "alert" to the journal of systemd.
 */
const alarmUnit = ({ prefix, program }: UnitPlan): UnitFile =>
  unitFile(`${prefix}-alarm@.service`, program.home, [
    { name: 'Unit', settings: [['Description', 'HIVE TRADE: alarm, %i failed']] },
    {
      name: 'Service',
      settings: [
        ['Type', 'oneshot'],
        ['SyslogIdentifier', `${prefix}-alarm`],
        ['SyslogLevel', 'alert'],
        ['ExecStart', 'echo "%i failed. See: systemctl status %i; hive doctor"'],
        ['NoNewPrivileges', 'yes'],
        ['ProtectSystem', 'strict'],
      ],
    },
  ]);

/** Names of units of one home; `hive` alone is the default. */
export const prefixOf = (instance: string): string => (instance === 'hive' ? 'hive' : `hive-${instance}`);
