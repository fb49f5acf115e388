import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { type ArchivedFile, damaged, type EntrySink, readArchive } from '../../store/files/backup-archive.ts';
import { freeBytes } from '../../store/files/free-space.ts';
import { FILE_MODE, makePrivateFolder } from '../../store/private-files.ts';
import { writeFailure } from '../../store/write-failure.ts';
import { placeIn } from './check-copy.ts';
import { datedAs, writeWhole } from './copy-part.ts';
import { type BackedUpFile, MANIFEST_NAME, type Manifest, parseManifest } from './manifest.ts';

const MAX_MANIFEST_BYTES = 32 * 1024 * 1024;

export interface ReadBackupOptions {
  /** An empty folder that the files are written to; null to check them only. */
  readonly keepIn: string | null;
}

/**
 * Reads a backup and checks it against its manifest, which comes first: exactly its files, each once, of its size and
 * hash. Nothing is written outside `keepIn`, nor more than the manifest says, nor what a backup may not hold.
 * @throws HiveError (data) BACKUP_DAMAGED, DISK_FULL; BACKUP_UNREADABLE
 */
export async function readBackup(path: string, { keepIn }: ReadBackupOptions): Promise<Manifest> {
  let manifest: Manifest | null = null;
  const waiting = new Map<string, BackedUpFile>();
  const refuse = (why: string) => damaged(path, why);
  await readArchive(path, file => {
    if (manifest === null) {
      return manifestSink(file, refuse, found => {
        manifest = found;
        if (keepIn !== null) assertRoom(keepIn, found);
        for (const each of found.files) waiting.set(each.path, each);
      });
    }
    const expected = waiting.get(file.path);
    if (!expected) throw refuse(`it holds ${JSON.stringify(file.path)}, of which its list says nothing`);
    if (file.bytes !== expected.bytes) throw refuse(`${file.path} is of another size than it was`);
    waiting.delete(file.path);
    return fileSink(expected, keepIn, refuse);
  });
  if (manifest === null) throw refuse('it has no list of what it holds');
  const [missing] = waiting.keys();
  if (missing !== undefined) throw refuse(`${missing} is missing`);
  return manifest;
}

type Refuse = (why: string) => Error;

function manifestSink(
  { path, bytes }: ArchivedFile,
  refuse: Refuse,
  onManifest: (manifest: Manifest) => void,
): EntrySink {
  if (path !== MANIFEST_NAME || bytes > MAX_MANIFEST_BYTES)
    throw refuse('it does not begin with the list of what it holds');
  const chunks: Uint8Array[] = [];
  return {
    write: chunk => void chunks.push(Uint8Array.from(chunk)),
    end: () => {
      const found = parseManifest(Buffer.concat(chunks).toString('utf8'));
      if (!found) throw refuse('the list of what it holds is not as it was written');
      onManifest(found);
    },
  };
}

function fileSink(
  { path, sha256, writtenMs }: BackedUpFile,
  keepIn: string | null,
  refuse: Refuse,
): EntrySink {
  const digest = createHash('sha256');
  const fd = keepIn === null ? null : opened(placeIn(keepIn, path));
  const checked = () => {
    if (digest.digest('hex') !== sha256) throw refuse(`${path} is not as it was written`);
  };
  return {
    write: chunk => {
      digest.update(chunk);
      if (fd !== null) written(path, () => writeWhole(fd, chunk));
    },
    end: () => {
      try {
        if (fd !== null) written(path, () => finish(fd, writtenMs));
      } finally {
        if (fd !== null) closeSync(fd);
      }
      checked();
    },
  };
}

function finish(fd: number, writtenMs: number): void {
  datedAs(fd, writtenMs);
  fsyncSync(fd);
}

/** Never through a link, and never in place of a file: the folder was empty. */
function opened(path: string): number {
  return written(path, () => {
    makePrivateFolder(dirname(path));
    return openSync(path, 'wx', FILE_MODE);
  });
}

function written<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw writeFailure(path, error);
  }
}

function assertRoom(folder: string, { files }: Manifest): void {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  if (freeBytes(folder) >= bytes) return;
  throw writeFailure(folder, Object.assign(new Error(`the backup holds ${bytes} bytes`), { code: 'ENOSPC' }));
}
