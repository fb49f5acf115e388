import { constants, fstatSync, lstatSync, readFileSync } from 'node:fs';
import { HiveError } from '../../core/errors.ts';
import { failureOf, isAccessDenied, systemCode, withFile } from '../private-files.ts';

/** Larger than any model HIVE makes; checked before a byte is parsed. */
export const MAX_JSON_BYTES = 16 * 1024 * 1024;

/** The way out of a model that cannot be used: the next training puts a new one in its place. */
export const TRAIN_AGAIN = 'Train a new model: hive train cycle --force-train';

/** Windows has no such flag; there the check before the opening stands alone. */
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0;

/**
 * The JSON in a plain file of at most 16 MiB; undefined when there is no such file. The value is as hostile as
 * the file: check its shape before use.
 * @throws HiveError (data, MODEL_UNREADABLE) for a symbolic link, a folder, a file that is too large, not JSON
 * or not readable; of kind config where access is denied.
 */
export function readJsonFile(path: string): unknown {
  try {
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (!found) return undefined;
    if (!found.isFile()) throw unreadable(path, 'it is not a plain file');
    return JSON.parse(withFile(path, constants.O_RDONLY | NO_FOLLOW, fd => readText(fd, path)));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    if (error instanceof HiveError) throw error;
    throw unreadable(path, error instanceof Error ? error.message : String(error), error);
  }
}

function readText(fd: number, path: string): string {
  const { size } = fstatSync(fd);
  if (size > MAX_JSON_BYTES) throw unreadable(path, `it has ${size} bytes, more than ${MAX_JSON_BYTES}`);
  return readFileSync(fd, 'utf8');
}

const unreadable = (path: string, why: string, cause?: unknown) =>
  failureOf(cause)({
    code: 'MODEL_UNREADABLE',
    message: `Could not read ${path}: ${why}.`,
    next: isAccessDenied(cause) ? `Give your user access to ${path}.` : TRAIN_AGAIN,
    cause,
  });
