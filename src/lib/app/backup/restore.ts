import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { usageError } from '../../core/errors.ts';
import { isRunning } from '../../store/files/atomic-write.ts';
import { damaged } from '../../store/files/backup-archive.ts';
import { writeHalt } from '../../store/files/halt-file.ts';
import { fsyncFolder, makePrivateFolder } from '../../store/private-files.ts';
import { writeFailure } from '../../store/write-failure.ts';
import type { Adapters } from '../adapters.ts';
import { type HomePaths, homePaths } from '../home.ts';
import { checkCopy } from './check-copy.ts';
import type { Manifest, ManifestBody } from './manifest.ts';
import { readBackup } from './read-backup.ts';

export interface RestoreOptions {
  readonly file: string;
  /** Only check it; nothing stays on the disk. */
  readonly verifyOnly: boolean;
}

export interface RestoreReport {
  readonly file: string;
  /** When it was made, and by which HIVE. */
  readonly at: string;
  readonly version: string;
  readonly mode: string;
  readonly files: number;
  readonly bytes: number;
  readonly journal: ManifestBody['journal'];
  /** Null when it was only checked. */
  readonly home: string | null;
}

/** In this order: the kill switch comes with the journal, so that a home that is half there does not trade. */
const PARTS = ['state', 'hive.config.json', 'models', 'logs'];

/**
 * Checks a backup, every byte, record and page of it, and puts it into a home that holds nothing. Trading is halted
 * there: since the backup was made, more may have been traded than its journal knows. Nothing allows real money.
 * @throws HiveError (usage) HOME_IN_USE; (data) BACKUP_DAMAGED, JOURNAL_DAMAGED, STORE_DAMAGED, STORE_NEWER, DISK_FULL
 */
export async function restore(
  adapters: Adapters,
  { file, verifyOnly }: RestoreOptions,
): Promise<RestoreReport> {
  const { paths } = adapters;
  if (!verifyOnly) assertEmpty(paths);
  const work = verifyOnly ? mkdtempSync(join(tmpdir(), 'hive-restore-')) : made(paths);
  try {
    const manifest = await readBackup(file, { keepIn: work });
    assertSame(checkCopy(work, await adapters.databaseCopies()), manifest, file);
    if (!verifyOnly) moveIn(adapters, work, manifest);
    return reportOf(manifest, { file, home: verifyOnly ? null : paths.root });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Of a restore that was killed. */
function isLeftOver(name: string): boolean {
  const pid = Number(/^\.restore\.tmp-(\d+)$/.exec(name)?.[1]);
  return pid > 0 && (pid === process.pid || !isRunning(pid));
}

function assertEmpty({ root }: HomePaths): void {
  if (!existsSync(root)) return;
  const [first] = readdirSync(root).filter(name => !isLeftOver(name));
  if (first === undefined) return;
  throw usageError({
    code: 'HOME_IN_USE',
    message: `${root} is not empty: it holds ${first}.`,
    next: 'A backup is restored into a new home: --home FOLDER. To look at the backup only: --verify',
  });
}

/** Within the home, so that moving is renaming. */
function made({ root }: HomePaths): string {
  const work = join(root, `.restore.tmp-${process.pid}`);
  try {
    makePrivateFolder(root);
    for (const name of readdirSync(root).filter(isLeftOver))
      rmSync(join(root, name), { recursive: true, force: true });
    makePrivateFolder(work);
    return work;
  } catch (error) {
    throw writeFailure(work, error);
  }
}

function assertSame(found: ManifestBody['journal'], { journal }: Manifest, file: string): void {
  if (found?.hash === journal?.hash && found?.seq === journal?.seq) return;
  throw damaged(file, 'it holds another journal than its list says');
}

function moveIn({ paths, clock }: Adapters, work: string, { at }: Manifest): void {
  writeHalt(homePaths(work).state, {
    reason: `restored from a backup of ${at}: look at hive trade audit, then hive trade resume`,
    atMs: clock.now(),
  });
  try {
    for (const part of PARTS) {
      if (!existsSync(join(work, part))) continue;
      fsyncFolder(paths.root);
      renameSync(join(work, part), join(paths.root, part));
    }
    fsyncFolder(paths.root);
  } catch (error) {
    throw writeFailure(paths.root, error);
  }
}

const reportOf = (
  { at, version, mode, files, journal }: Manifest,
  { file, home }: Pick<RestoreReport, 'file' | 'home'>,
): RestoreReport => ({
  ...{ file: basename(file), at, version, mode, files: files.length, journal, home },
  bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
});
