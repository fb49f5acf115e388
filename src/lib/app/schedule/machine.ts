import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '../../config/environment.ts';
import type { Scope } from '../../schedule/units/unit-plan.ts';
import { type CallProgram, callProgram } from './call-program.ts';
import { type StartChild, startChild } from './child.ts';

/** What a schedule is installed on, or runs on: this machine and its user. */
export interface Machine {
  readonly call: CallProgram;
  readonly start: StartChild;
  /** Where the units of each manager are (systemd.unit(5), unit file load path). */
  readonly unitFolders: Readonly<Record<Scope, string>>;
  readonly isRoot: boolean;
}

export const thisMachine = (environment: Environment): Machine => ({
  call: callProgram,
  start: startChild,
  unitFolders: { user: join(configFolder(environment), 'systemd', 'user'), system: '/etc/systemd/system' },
  isRoot: process.getuid?.() === 0,
});

function configFolder({ XDG_CONFIG_HOME, HOME }: Environment): string {
  return XDG_CONFIG_HOME?.startsWith('/') ? XDG_CONFIG_HOME : join(HOME || homedir(), '.config');
}
