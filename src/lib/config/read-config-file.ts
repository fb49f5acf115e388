import { readFileSync, statSync } from 'node:fs';
import { configError, HiveError } from '../core/errors.ts';
import { type Jsonc, parseJsonc } from './jsonc.ts';

const MAX_BYTES = 1_048_576;
const KEEP_DEFAULTS = 'Correct the file, or remove it to use the defaults.';

/**
 * Reads a configuration file. Null when there is none.
 * @throws HiveError (config): unreadable, a folder, empty, too big, not UTF-8, not a JSON object.
 */
export function readConfigFile(file: string): Jsonc | null {
  const bytes = readBytes(file);
  return bytes && configIn(file, decoded(file, bytes));
}

function readBytes(file: string): Uint8Array | null {
  try {
    const { size } = checkedStat(file);
    if (size > MAX_BYTES) throw bad(file, `is ${size} bytes long; at most ${MAX_BYTES} are read`);
    return readFileSync(file);
  } catch (cause) {
    if (cause instanceof HiveError) throw cause;
    if (hasCode(cause, 'ENOENT') || hasCode(cause, 'ENOTDIR')) return null;
    throw bad(file, `cannot be read (${cause instanceof Error ? cause.message : cause})`);
  }
}

function checkedStat(file: string): { readonly size: number } {
  const found = statSync(file);
  if (found.isDirectory()) throw bad(file, 'is a folder, not a file');
  if (!found.isFile()) throw bad(file, 'is not an ordinary file');
  return found;
}

function decoded(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw bad(file, 'is not UTF-8 text');
  }
}

/** The same of the text of a file. @throws HiveError (config): empty, not a JSON object. */
export function configIn(file: string, text: string): Jsonc {
  if (text.trim() === '') throw bad(file, 'is empty');
  const parsed = parseAt(file, text);
  if (typeof parsed.value === 'object' && parsed.value !== null && !Array.isArray(parsed.value))
    return parsed;
  throw bad(file, 'holds no settings: its outermost value must be an object {…}');
}

function parseAt(file: string, text: string): Jsonc {
  try {
    return parseJsonc(text);
  } catch (cause) {
    if (!(cause instanceof HiveError)) throw cause;
    throw bad(file, `is not valid at ${cause.message.replace(/\.$/, '')}`);
  }
}

const hasCode = (cause: unknown, code: string): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === code;

const bad = (file: string, what: string): HiveError =>
  configError({
    code: 'BAD_CONFIG_FILE',
    message: `The configuration file "${file}" ${what}.`,
    next: KEEP_DEFAULTS,
  });
