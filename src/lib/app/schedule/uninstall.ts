import { join } from 'node:path';
import { HiveError } from '../../core/errors.ts';
import { withoutBlock } from '../../schedule/crontab-block.ts';
import type { Scope } from '../../schedule/units/unit-plan.ts';
import type { Adapters } from '../adapters.ts';
import { writeCrontab } from './crontab.ts';
import { notRoot } from './install-systemd.ts';
import { crontabToLook, installed } from './installed.ts';
import type { Machine } from './machine.ts';
import { noteEnd } from './schedule-note.ts';
import { systemctl } from './systemd.ts';
import { type InstalledUnits, removeUnit } from './unit-files.ts';

export interface UninstallReport {
  /** Whether anything was there to be taken out. */
  readonly changed: boolean;
  readonly dryRun: boolean;
  /** Whether a block was in the crontab. */
  readonly crontab: boolean;
  /** Paths of the unit files. */
  readonly files: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * Takes out what `hive schedule install` put in for this home, wherever it is found and whatever of it is left; nothing
 * else is touched.
 * @throws HiveError (config) CRONTAB_FAILED, NOT_ROOT.
 */
export async function uninstallSchedule(
  { paths, clock }: Adapters,
  machine: Machine,
  { dryRun }: { readonly dryRun: boolean },
): Promise<UninstallReport> {
  const crontab = await crontabToLook(machine);
  const { cron, units, runs } = installed(machine, paths, crontab);
  const report = {
    changed: cron !== null || units.length > 0,
    dryRun,
    crontab: cron !== null,
    files: units.flatMap(({ scope, files }) =>
      files.map(({ name }) => join(machine.unitFolders[scope], name)),
    ),
  };
  const warnings = runs === null ? [] : [`hive schedule run goes on (process ${runs}): stop it with Ctrl-C.`];
  if (dryRun) return { ...report, warnings };
  if (units.some(({ scope }) => scope === 'system') && !machine.isRoot) throw notRoot();
  if (cron) await writeCrontab(machine, withoutBlock(crontab, paths.root));
  for (const each of units) warnings.push(...(await removeUnits(machine, each)));
  if (runs === null) noteEnd(paths, clock.now());
  return { ...report, warnings };
}

/** Without a manager that answers the files go all the same, and nothing of it starts again. */
async function removeUnits(machine: Machine, { scope, files }: InstalledUnits): Promise<string[]> {
  const names = files.map(({ name }) => name);
  // A template cannot be stopped.
  const stoppable = names.filter(name => !name.includes('@'));
  const warnings = await told(machine, scope, ['disable', '--now', ...stoppable]);
  for (const name of names) removeUnit(machine.unitFolders[scope], name);
  if (warnings.length > 0) return warnings;
  await told(machine, scope, ['daemon-reload']);
  // Says nothing of units that never failed.
  await told(machine, scope, ['reset-failed', ...stoppable]);
  return [];
}

async function told(machine: Machine, scope: Scope, args: readonly string[]): Promise<string[]> {
  try {
    await systemctl(machine, scope, args);
    return [];
  } catch (error) {
    if (error instanceof HiveError) return [`${error.message} The units were removed all the same.`];
    throw error;
  }
}
