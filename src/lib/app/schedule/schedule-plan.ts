import { dirname, join, resolve } from 'node:path';
import type { Config } from '../../config/schema.ts';
import type { Program } from '../../schedule/command-line.ts';
import { type PlannedJob, planJobs } from '../../schedule/plan.ts';
import type { HomePaths } from '../home.ts';

/** Where this program is and what it was told to work with. */
export interface Installation {
  /** Folder of the package. */
  readonly root: string;
  /** Value of --config; undefined for the file of the home. */
  readonly configFile: string | undefined;
}

export const plannedJobs = (config: Config): readonly PlannedJob[] =>
  planJobs(config.schedule, { withBackup: backupFolder(config) !== null });

/** Where backups go; null where none are made. */
export function backupFolder(config: object): string | null {
  const folder = 'backup' in config ? (config.backup as { readonly folder?: unknown }).folder : null;
  return typeof folder === 'string' && folder !== '' ? folder : null;
}

export const programOf = ({ root: home }: HomePaths, { root, configFile }: Installation): Program => ({
  node: process.execPath,
  script: join(root, 'bin', 'run.js'),
  home,
  configFile: configFile === undefined ? null : resolve(configFile),
});

/** The folder that holds the package and the libraries beside it: that of the outermost node_modules. */
export function installationFolder(root: string): string {
  const parts = root.split('/');
  const first = parts.indexOf('node_modules');
  return first === -1 ? root : dirname(parts.slice(0, first + 1).join('/'));
}
