import { blockOf } from '../../schedule/crontab-block.ts';
import type { HomePaths } from '../home.ts';
import { lockHolder } from '../lock-holder.ts';
import type { Machine } from './machine.ts';
import { type InstalledUnits, unitsOf } from './unit-files.ts';

/** What really starts the jobs of a home now, whatever was noted. */
export interface Installed {
  /** Lines of the block in this user's crontab; null without one, or without a cron. */
  readonly cron: readonly string[] | null;
  readonly units: readonly InstalledUnits[];
  /** The process of `hive schedule run`, where the machine tells it. */
  readonly runs: string | null;
}

/** @param crontab as a string of bytes; null where there is none */
export function installed(
  machine: Machine,
  { root, scheduleLock }: HomePaths,
  crontab: string | null,
): Installed {
  return {
    cron: blockOf(crontab, root)?.split(/\r?\n/) ?? null,
    units: (['user', 'system'] as const).flatMap(scope => unitsOf(machine, scope, root) ?? []),
    runs: lockHolder(scheduleLock) ?? null,
  };
}

/** The crontab, or null where none can be read: to look is never worth a failure. */
export async function crontabToLook({ call }: Machine): Promise<string | null> {
  const called = await call('crontab', ['-l']).catch(() => null);
  return called?.code === 0 ? called.stdout.toString('latin1') : null;
}

/** `cron`, `systemd (units of the user)`, for people; empty where nothing starts the jobs. */
export function inWords({ cron, units, runs }: Installed): string[] {
  return [
    ...(cron ? ['cron'] : []),
    ...units.map(({ scope }) => `systemd (units of the ${scope === 'user' ? 'user' : 'machine'})`),
    ...(runs === null ? [] : [`hive schedule run (process ${runs})`]),
  ];
}
