import { createHash } from 'node:crypto';
import { readFileSync, type Stats, statSync } from 'node:fs';
import { basename } from 'node:path';
import { dataError, usageError } from '../../core/errors.ts';
import { decodeText, fileTooLarge, MAX_FILE_BYTES } from './decode-text.ts';
import { type BarsRead, readBars } from './read-bars.ts';
import type { ReadOptions } from './read-options.ts';

export interface BarFile extends BarsRead {
  /** Base name of the file. */
  readonly name: string;
  /** Of the bytes as they lie on the disk, lower-case hex. */
  readonly sha256: string;
}

/**
 * Reads a file of bars.
 * @throws HiveError (usage) when there is no such file, (data) when it cannot be read or used.
 */
export function readBarFile(path: string, options: ReadOptions): BarFile {
  const name = basename(path);
  const bytes = readBytes(path);
  const text = decodeText(bytes, name);
  return { ...readBars(text, name, options), name, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function readBytes(path: string): Uint8Array {
  const stats = inspect(path);
  if (!stats.isFile()) {
    throw usageError({
      code: 'NOT_A_FILE',
      message: `"${path}" is ${stats.isDirectory() ? 'a folder' : 'not a regular file'}.`,
      next: 'Name one CSV or JSON file.',
    });
  }
  if (stats.size > MAX_FILE_BYTES) throw fileTooLarge(basename(path));
  try {
    return readFileSync(path);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function inspect(path: string): Stats {
  try {
    return statSync(path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw unreadable(path, cause);
    throw usageError({
      code: 'NO_SUCH_FILE',
      message: `There is no file "${path}".`,
      next: 'Check the path; it counts from the folder you are in.',
      cause,
    });
  }
}

const unreadable = (path: string, cause: unknown) =>
  dataError({
    code: 'FILE_UNREADABLE',
    message: `"${path}" cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown reason'}).`,
    next: 'Check its permissions and those of its folders.',
    cause,
  });
