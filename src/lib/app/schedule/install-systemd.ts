import { statSync } from 'node:fs';
import { join } from 'node:path';
import { configError } from '../../core/errors.ts';
import type { Scope, UnitPlan } from '../../schedule/units/unit-plan.ts';
import { originLine } from '../../schedule/units/unit-text.ts';
import { prefixOf, type Units, units } from '../../schedule/units/units.ts';
import type { Adapters } from '../adapters.ts';
import { keyFileOf } from '../credentials/credentials.ts';
import type { InstallPlan, InstallRequest } from './install-plan.ts';
import type { Machine } from './machine.ts';
import { backupFolder, installationFolder, plannedJobs, programOf } from './schedule-plan.ts';
import { checkManager, lingers, systemctl, systemctlWords } from './systemd.ts';
import { removeUnit, unitsIn, unitsOf, writeUnit } from './unit-files.ts';

/** @throws HiveError (config) NO_SYSTEMD, NO_SYSTEMD_MANAGER, NOT_ROOT, UNITS_OF_ANOTHER_HOME, BAD_PATH. */
export async function planSystemd(
  adapters: Adapters,
  machine: Machine,
  request: InstallRequest,
): Promise<InstallPlan> {
  const { scope, dryRun } = request;
  const folder = machine.unitFolders[scope];
  const plan = await unitPlan(adapters, machine, request);
  const wanted = units(plan);
  refuseForeignUnits(folder, wanted, adapters.paths.root);
  if (!dryRun) await checkReady(machine, scope);
  const before = unitsOf(machine, scope, adapters.paths.root)?.files ?? [];
  const removed = before
    .map(({ name }) => name)
    .filter(name => !wanted.files.some(file => file.name === name));
  const changed = wanted.files.filter(({ name, text }) =>
    before.some(old => old.name === name && old.text !== text),
  );
  const calls = systemctlCalls(wanted, { removed, changed: changed.map(({ name }) => name) });
  return {
    report: {
      by: 'systemd',
      scope,
      crontab: null,
      files: wanted.files.map(({ name, text }) => ({ path: join(folder, name), text })),
      removed: removed.map(name => join(folder, name)),
      commands: calls.map(args => systemctlWords(scope, args).join(' ')),
      warnings: await warningsOf(machine, plan),
    },
    carryOut: () => carryOut(machine, scope, { wanted, removed, calls }),
  };
}

interface Steps {
  readonly wanted: Units;
  readonly removed: readonly string[];
  readonly calls: readonly (readonly string[])[];
}

/** What is no longer wanted is stopped first; its files go with the new ones written, before systemd reads them. */
async function carryOut(machine: Machine, scope: Scope, { wanted, removed, calls }: Steps): Promise<void> {
  const folder = machine.unitFolders[scope];
  for (const args of calls) {
    if (args[0] === 'daemon-reload') {
      for (const name of removed) removeUnit(folder, name);
      for (const file of wanted.files) writeUnit(folder, file);
    }
    await systemctl(machine, scope, args);
  }
}

/** A timer or server that runs goes on with what it was until it is started again. */
function systemctlCalls(
  { started }: Units,
  { removed, changed }: { readonly removed: readonly string[]; readonly changed: readonly string[] },
): string[][] {
  const stopped = removed.filter(name => name.endsWith('.timer') || name.endsWith('-serve.service'));
  const again = started.filter(name => changed.includes(name));
  return [
    ...(stopped.length > 0 ? [['disable', '--now', ...stopped]] : []),
    ['daemon-reload'],
    ['enable', '--now', ...started],
    ...(again.length > 0 ? [['restart', ...again]] : []),
  ];
}

async function unitPlan(
  { paths, config }: Adapters,
  machine: Machine,
  { scope, instance, serve, credentials, ...installation }: InstallRequest,
): Promise<UnitPlan> {
  const backups = backupFolder(config);
  return {
    scope,
    prefix: prefixOf(instance),
    program: programOf(paths, installation),
    jobs: plannedJobs(config),
    serve,
    credentials,
    owner: scope === 'system' ? await ownerOf(machine, paths.root) : null,
    keyFiles: [keyFileOf(config, paths).path],
    alsoWritten: backups === null ? [] : [backups],
    installation: installationFolder(installation.root),
  };
}

/**
 * Units of the machine run as the owner of the home, who then still sees and may change what is theirs. (A user that
 * systemd makes up, DynamicUser=, would shut its owner out.)
 */
async function ownerOf({ call }: Machine, home: string): Promise<UnitPlan['owner']> {
  const found = statSync(home, { throwIfNoEntry: false });
  const [uid, gid] = found ? [found.uid, found.gid] : [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
  const name = await call('id', ['-un', String(uid)]);
  return { user: name?.code === 0 ? name.stdout.toString('utf8').trim() : String(uid), group: String(gid) };
}

async function checkReady(machine: Machine, scope: Scope): Promise<void> {
  await checkManager(machine, scope);
  if (scope === 'system' && !machine.isRoot) throw notRoot();
}

/** Two homes under one name would take each other's units. */
function refuseForeignUnits(folder: string, { files }: Units, home: string): void {
  const foreign = unitsIn(folder).find(
    unit => files.some(({ name }) => name === unit.name) && !unit.text.startsWith(`${originLine(home)}\n`),
  );
  if (!foreign) return;
  throw configError({
    code: 'UNITS_OF_ANOTHER_HOME',
    message: `The unit ${join(folder, foreign.name)} belongs to another home.`,
    next: 'Give this one a name of its own: hive schedule install --systemd --instance NAME',
  });
}

async function warningsOf(machine: Machine, { scope, owner }: UnitPlan): Promise<string[]> {
  if (scope === 'system')
    return owner?.user === 'root' ? ['The units run as root, because the home belongs to root.'] : [];
  return (await lingers(machine)) === false
    ? ['Units of a user stop when the user logs out. To let them run on: loginctl enable-linger']
    : [];
}

export const notRoot = () =>
  configError({
    code: 'NOT_ROOT',
    message: 'Units of the machine belong to root.',
    next: 'Run it with sudo and name the home: sudo hive schedule install --systemd --system --home FOLDER',
  });
