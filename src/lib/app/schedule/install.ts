import { isoTime } from '../../core/clock.ts';
import { configError, refusedError, usageError } from '../../core/errors.ts';
import type { Adapters } from '../adapters.ts';
import { makeHomeFolder } from '../private-folders.ts';
import { planCron } from './install-cron.ts';
import type { InstallReport, InstallRequest } from './install-plan.ts';
import { planSystemd } from './install-systemd.ts';
import { crontabToLook, installed, inWords } from './installed.ts';
import type { Machine } from './machine.ts';
import { noteBegin } from './schedule-note.ts';

/**
 * Puts the jobs of this home into cron or systemd, once a person has seen what that is. What is there from before is
 * replaced, so that it may be run again after the settings changed.
 * @throws HiveError (config) ALREADY_SCHEDULED, NOT_ROOT and those of each way; (usage) NO_TERMINAL;
 *   (refused) NOT_CONFIRMED.
 */
export async function installSchedule(
  adapters: Adapters,
  machine: Machine,
  request: InstallRequest,
): Promise<InstallReport> {
  await refuseTwoSchedules(adapters, machine, request);
  const plan = await (request.by === 'cron' ? planCron : planSystemd)(adapters, machine, request);
  const shown: InstallReport = { ...plan.report, installed: false, since: null };
  if (request.dryRun) return shown;
  if (request.confirm === null) throw noTerminal();
  if (request.confirm !== 'yes' && !(await request.confirm(shown))) throw notConfirmed();
  makeHomeFolder(adapters.paths);
  await plan.carryOut();
  const { paths, clock, config } = adapters;
  const sinceMs = noteBegin(paths, { by: request.by, nowMs: clock.now() }, config.schedule);
  return { ...shown, installed: true, since: isoTime(sinceMs) };
}

/** Two that start the same jobs would stand in each other's way every time. */
async function refuseTwoSchedules(
  { paths }: Adapters,
  machine: Machine,
  { by, scope }: InstallRequest,
): Promise<void> {
  const found = installed(machine, paths, await crontabToLook(machine));
  const others = inWords({
    cron: by === 'cron' ? null : found.cron,
    units: found.units.filter(units => by === 'cron' || units.scope !== scope),
    runs: found.runs,
  });
  if (others.length > 0) throw alreadyScheduled(others);
}

export const alreadyScheduled = (others: readonly string[]) =>
  configError({
    code: 'ALREADY_SCHEDULED',
    message: `The jobs of this home are started already, by ${others.join(' and ')}.`,
    next: 'Take that out first: hive schedule uninstall (a running hive schedule run is stopped by Ctrl-C)',
  });

const noTerminal = () =>
  usageError({
    code: 'NO_TERMINAL',
    message: 'Nobody sits at a terminal to be asked whether to install the schedule.',
    next: 'Look at it with --dry-run, then give --yes.',
  });

const notConfirmed = () =>
  refusedError({
    code: 'NOT_CONFIRMED',
    message: 'The schedule was not installed.',
    next: 'Answer y to install it.',
  });
