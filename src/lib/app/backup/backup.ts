import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { isoTime } from '../../core/clock.ts';
import { dataError, usageError } from '../../core/errors.ts';
import { atomicWrite } from '../../store/files/atomic-write.ts';
import { writeArchive } from '../../store/files/backup-archive.ts';
import { assertFreeSpace, LEAST_FREE_BYTES } from '../../store/files/free-space.ts';
import { fsyncFolder, makePrivateFolder } from '../../store/private-files.ts';
import { writeFailure } from '../../store/write-failure.ts';
import type { Adapters } from '../adapters.ts';
import type { HomePaths } from '../home.ts';
import { betweenCycles } from '../patient-locks.ts';
import { checkCopy, type DatabaseCopies, placeIn } from './check-copy.ts';
import { digestOfFile } from './copy-part.ts';
import { listStaged } from './list-staged.ts';
import { MANIFEST_NAME, type ManifestBody, manifestText } from './manifest.ts';
import { type BackupPlace, backupPlace, cleanWork, refuseExisting, removeOld, workFolder } from './places.ts';
import { readBackup } from './read-backup.ts';
import { stage } from './stage.ts';

export interface BackupOptions {
  /** A file or a folder; null for that of the settings. */
  readonly to: string | null;
  /** Newest backups of this home that stay in the folder; null for as many as the settings say. */
  readonly keep: number | null;
  /** Of this HIVE. */
  readonly version: string;
}

export interface BackupReport {
  readonly file: string;
  readonly bytes: number;
  readonly at: string;
  readonly journal: ManifestBody['journal'];
  readonly files: number;
  /** For how long no tick could begin. */
  readonly tickHeldMs: number;
  /** Names of older backups that are gone. */
  readonly removed: readonly string[];
}

/**
 * Writes a backup of a home that is worked in, reads it back, checks it, and only then gives it its name and removes old
 * ones. Killed at any point it leaves older backups as they are. No training cycle runs meanwhile; ticks do, but for the
 * milliseconds in which the books of the embedded broker are copied.
 * @throws HiveError (busy) while a cycle or a tick goes on for two minutes; (usage) NO_PLACE, FILE_EXISTS; (data)
 * NOTHING_TO_KEEP, DISK_FULL, and what is wrong with the home.
 */
export async function backup(adapters: Adapters, options: BackupOptions): Promise<BackupReport> {
  const { paths, clock, config } = adapters;
  const place = backupPlace(wantedPlace(adapters, options), paths.root, clock.now());
  if (!existsSync(paths.state)) throw nothing(paths.root);
  prepare(place, paths);
  const databases = await adapters.databaseCopies();
  return betweenCycles(paths, async () => {
    const work = workFolder(place);
    const temp = `${place.file}.tmp-${process.pid}`;
    try {
      const at = isoTime(clock.now());
      const tickHeldMs = await stage(adapters, work, databases);
      const journal = checkCopy(work, databases);
      const files = listStaged(work).map(path => ({ path, ...digestOfFile(placeIn(work, path)) }));
      const about = { version: options.version, at, mode: config.mode, journal, files };
      await pack({ work, temp, databases }, about);
      publish(temp, place);
      const removed = removeOld(place, options.keep ?? config.backup.keep);
      const bytes = statSync(place.file).size;
      return { file: place.file, bytes, at, journal, files: files.length, tickHeldMs, removed };
    } finally {
      rmSync(work, { recursive: true, force: true });
      rmSync(temp, { force: true });
    }
  });
}

function wantedPlace({ config }: Adapters, { to, keep }: BackupOptions): string {
  const place = to ?? config.backup.folder;
  if (place === '') throw noPlace();
  if (keep !== null && place.endsWith('.tgz')) throw keepOfFile();
  return place;
}

function prepare(place: BackupPlace, paths: HomePaths): void {
  try {
    makePrivateFolder(place.folder);
    cleanWork(place.folder);
  } catch (error) {
    throw writeFailure(place.folder, error);
  }
  refuseExisting(place);
  // The copies, and the archive of them beside.
  const bytes = [paths.db, paths.paperBroker, paths.journal, paths.tradeLog].reduce(
    (sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
  assertFreeSpace(place.folder, 2 * bytes + LEAST_FREE_BYTES / 4);
}

interface Packing {
  readonly work: string;
  readonly temp: string;
  readonly databases: DatabaseCopies;
}

/** Writes the archive, the manifest first, and reads it back: what is in it is what was checked. */
async function pack({ work, temp }: Packing, about: Omit<ManifestBody, 'format'>): Promise<void> {
  atomicWrite(placeIn(work, MANIFEST_NAME), manifestText(about));
  await writeArchive(temp, work, [MANIFEST_NAME, ...about.files.map(({ path }) => path)]);
  await readBackup(temp, { keepIn: null });
}

function publish(temp: string, { file }: BackupPlace): void {
  try {
    renameSync(temp, file);
    fsyncFolder(dirname(file));
  } catch (error) {
    throw writeFailure(file, error);
  }
}

const noPlace = () =>
  usageError({
    code: 'NO_PLACE',
    message: 'It is not said where backups go.',
    next: 'Name a folder or a file (hive backup --to /mnt/backups), or set backup.folder.',
  });

const keepOfFile = () =>
  usageError({
    code: 'USAGE',
    message: '--keep counts the backups in a folder, and --to names a file.',
    next: 'Name a folder with --to, or leave --keep out.',
  });

const nothing = (root: string) =>
  dataError({
    code: 'NOTHING_TO_KEEP',
    message: `Nothing has been done yet in ${root}.`,
    next: 'Choose the home with --home or HIVE_HOME.',
  });
