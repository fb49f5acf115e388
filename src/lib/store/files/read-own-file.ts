import { closeSync, constants, fstatSync, openSync, readFileSync, type Stats } from 'node:fs';
import { systemCode } from '../private-files.ts';

/** What is wrong with a file that only its owner may use. */
export interface FileFault {
  readonly why: string;
  /** What to type or change. */
  readonly fix: string;
}

export type OwnFile =
  | { readonly kind: 'missing' }
  | { readonly kind: 'text'; readonly text: string }
  | ({ readonly kind: 'fault' } & FileFault);

/** Windows has neither flag; there the check after the opening stands alone. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const OTHERS = 0o077;

/**
 * Reads a plain file of at most `maxBytes` that belongs to this user and that nobody else may read or write.
 * Never throws, and says nothing of what is in the file.
 */
export function readOwnFile(path: string, maxBytes: number): OwnFile {
  let fd: number | null = null;
  try {
    fd = openSync(path, FLAGS);
    const fault = faultOf(path, fstatSync(fd), maxBytes);
    return fault ? { kind: 'fault', ...fault } : { kind: 'text', text: readFileSync(fd, 'utf8') };
  } catch (error) {
    return unopened(path, error);
  } finally {
    if (fd !== null) closeSync(fd);
  }
}

function faultOf(path: string, found: Stats, maxBytes: number): FileFault | null {
  if (!found.isFile()) return { why: 'is not a plain file', fix: `Put a plain file in place of ${path}.` };
  const own = process.getuid?.();
  if (own !== undefined && found.uid !== own)
    return { why: 'belongs to another user', fix: `Make it yours: chown ${own} ${path}` };
  if (own !== undefined && (found.mode & OTHERS) !== 0) {
    const mode = (found.mode & 0o777).toString(8).padStart(4, '0');
    return { why: `may be used by others (mode ${mode})`, fix: `Close it: chmod 600 ${path}` };
  }
  if (found.size > maxBytes)
    return {
      why: `has ${found.size} bytes; at most ${maxBytes} are read`,
      fix: `Look at what is in ${path}.`,
    };
  return null;
}

function unopened(path: string, error: unknown): OwnFile {
  const code = systemCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' };
  // ELOOP is what O_NOFOLLOW says of a link (open(2)).
  if (code === 'ELOOP' || code === 'EMLINK')
    return { kind: 'fault', why: 'is a symbolic link', fix: `Put the file itself in place of ${path}.` };
  return {
    kind: 'fault',
    why: `cannot be read (${code ?? 'unknown error'})`,
    fix: `Give your user access to ${path}.`,
  };
}
