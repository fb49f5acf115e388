import { lstatSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isoTime } from '../../core/clock.ts';
import { usageError } from '../../core/errors.ts';
import { sha256 } from '../../core/hash.ts';
import { isRunning } from '../../store/files/atomic-write.ts';

const EXTENSION = '.tgz';
const WORK_NAME = /^\.hive-backup\.tmp-(\d+)$/;

/** Where a backup goes. */
export interface BackupPlace {
  readonly folder: string;
  readonly file: string;
  /** Backups of this home in this folder begin so; null for a file that was named by hand. */
  readonly prefix: string | null;
}

/** The home's own, so that homes may share a folder. */
const prefixOf = (root: string): string => `hive-backup-${sha256(root).slice(0, 6)}-`;

/** A file that ends in `.tgz`, else a folder in which a file gets the time as its name. */
export function backupPlace(to: string, root: string, nowMs: number): BackupPlace {
  const path = resolve(to);
  if (path.endsWith(EXTENSION)) return { folder: dirname(path), file: path, prefix: null };
  const prefix = prefixOf(root);
  const stamp = `${isoTime(nowMs).slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
  return { folder: path, file: join(path, `${prefix}${stamp}${EXTENSION}`), prefix };
}

/** @throws HiveError (usage) FILE_EXISTS: a backup never takes the place of another file. */
export function refuseExisting({ file }: BackupPlace): void {
  if (!lstatSync(file, { throwIfNoEntry: false })) return;
  throw usageError({
    code: 'FILE_EXISTS',
    message: `${file} is there already; a backup replaces no file.`,
    next: 'Name another file, or a folder: each backup then gets a name of its own.',
  });
}

export const workFolder = ({ folder }: BackupPlace): string =>
  join(folder, `.hive-backup.tmp-${process.pid}`);

/** Removes what killed backups left: their work folders and files that were not done. */
export function cleanWork(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = Number((WORK_NAME.exec(name) ?? /^hive-backup-.*\.tgz\.tmp-(\d+)$/.exec(name))?.[1]);
    if (pid > 0 && (pid === process.pid || !isRunning(pid)))
      rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** Removes all but the newest `keep` of this home. Their names tell their order. @returns names of those that are gone. */
export function removeOld({ folder, prefix }: BackupPlace, keep: number): string[] {
  if (prefix === null) return [];
  const own = readdirSync(folder)
    .filter(name => name.startsWith(prefix) && /^\d{8}T\d{6}Z\.tgz$/.test(name.slice(prefix.length)))
    .filter(name => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile())
    .sort();
  const old = own.slice(0, Math.max(0, own.length - keep));
  for (const name of old) rmSync(join(folder, name), { force: true });
  return old;
}
