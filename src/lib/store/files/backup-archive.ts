import { once } from 'node:events';
import { createReadStream, fsyncSync } from 'node:fs';
import { create, Parser, type ReadEntry } from 'tar';
import { dataError, HiveError } from '../../core/errors.ts';
import { FILE_MODE, failureOf, withFile } from '../private-files.ts';
import { writeFailure } from '../write-failure.ts';

/** Takes the bytes of one file of an archive. What it throws ends the reading. */
export interface EntrySink {
  write(chunk: Uint8Array): void;
  end(): void;
}

/** Sizes and names are what the archive says: as hostile as it. */
export interface ArchivedFile {
  readonly path: string;
  readonly bytes: number;
}

/**
 * Writes files of `folder` as a gzipped tar, mode 0600, durable on return. `path` must not be in use yet.
 * @throws HiveError (data, DISK_FULL or WRITE_FAILED; config where access is denied)
 */
export async function writeArchive(path: string, folder: string, files: readonly string[]): Promise<void> {
  try {
    await create(
      { file: path, cwd: folder, gzip: { level: 6 }, portable: true, mode: FILE_MODE, strict: true },
      [...files],
    );
    withFile(path, 'r+', fsyncSync);
  } catch (error) {
    throw writeFailure(path, error);
  }
}

/**
 * Reads a gzipped tar from its beginning, file by file. What is in it never reaches the disk by this.
 * @throws HiveError (data) BACKUP_DAMAGED for anything but whole plain files; (config or data) BACKUP_UNREADABLE.
 */
export async function readArchive(path: string, sinkOf: (file: ArchivedFile) => EntrySink): Promise<void> {
  let failure: unknown;
  const failed = (error: unknown) => {
    failure ??= error;
  };
  const parser = new Parser({
    strict: true,
    gzip: true,
    onReadEntry: entry => feed(entry, sinkOf, failed),
  });
  parser.on('error', failed);
  parser.on('ignoredEntry', (entry: ReadEntry) => failed(damaged(path, `it holds a ${entry.type}`)));
  const end = once(parser, 'end').catch(failed);
  try {
    for await (const chunk of createReadStream(path)) {
      if (!parser.write(chunk) && failure === undefined) await drained(parser);
      if (failure !== undefined) break;
    }
    if (failure === undefined) {
      parser.end();
      await end;
    }
  } catch (error) {
    failed(isSystem(error) ? unreadable(path, error) : error);
  }
  if (failure !== undefined) throw failure instanceof HiveError ? failure : damaged(path, messageOf(failure));
}

/** The parser waits for nobody but itself: whatever comes of it, it goes on. */
const drained = (parser: Parser): Promise<unknown> =>
  Promise.race([once(parser, 'drain'), once(parser, 'end')]).catch(() => {});

function feed(
  entry: ReadEntry,
  sinkOf: (file: ArchivedFile) => EntrySink,
  failed: (error: unknown) => void,
): void {
  const guarded = <T>(work: () => T): T | null => {
    try {
      return work();
    } catch (error) {
      failed(error);
      return null;
    }
  };
  const sink = guarded(() => {
    if (entry.type !== 'File') throw new RangeError(`it holds a ${entry.type}`);
    return sinkOf({ path: String(entry.path), bytes: entry.size ?? 0 });
  });
  entry.on('data', chunk => void guarded(() => sink?.write(chunk as Buffer)));
  entry.on('end', () => void guarded(() => sink?.end()));
}

const isSystem = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export const damaged = (path: string, why: string) =>
  dataError({
    code: 'BACKUP_DAMAGED',
    message: `${path} is no whole backup of HIVE: ${why}.`,
    next: 'Nothing was written. Take another one: the newest before it.',
  });

const unreadable = (path: string, cause: unknown) =>
  failureOf(cause)({
    code: 'BACKUP_UNREADABLE',
    message: `Could not read ${path}: ${messageOf(cause)}.`,
    next: `Check that ${path} is there, its owner and its mode.`,
    cause,
  });
