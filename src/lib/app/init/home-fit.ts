import { existsSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { configError } from '../../core/errors.ts';
import type { HomePaths } from '../home.ts';

const OTHERS_WRITE = 0o022;

/** The nearest folder that exists, at or above a path. */
export const nearestFolder = (path: string): string =>
  existsSync(path) || dirname(path) === path ? path : nearestFolder(dirname(path));

/** @throws HiveError (config, FOREIGN_HOME) where the home belongs to somebody else. */
export function refuseForeignHome({ root }: HomePaths): void {
  const own = process.getuid?.();
  const found = statSync(root, { throwIfNoEntry: false });
  if (own === undefined || !found || found.uid === own) return;
  throw configError({
    code: 'FOREIGN_HOME',
    message: `${root} belongs to another user (id ${found.uid}); whoever owns a home can trade with it.`,
    next: 'Name a folder of your own with --home, or run hive as that user.',
  });
}

/** @throws HiveError (config, CONFIG_EXISTS) where a configuration would be written over. */
export function refuseExisting({ config }: HomePaths, force: boolean): void {
  if (force || !existsSync(config)) return;
  throw configError({
    code: 'CONFIG_EXISTS',
    message: `There is a configuration already: ${config}.`,
    next: 'Change that file, start another hive with --home FOLDER, or add --force: the old file is then kept beside it.',
  });
}

/** A sentence about a home that others may write to; null for one that is closed, or not made yet. */
export function openHome({ root }: HomePaths): string | null {
  const found: Stats | undefined = statSync(root, { throwIfNoEntry: false });
  if (!found || process.getuid === undefined || (found.mode & OTHERS_WRITE) === 0) return null;
  return `Others may write to ${root}, and so trade with it. Close it: chmod go-w ${root}`;
}
