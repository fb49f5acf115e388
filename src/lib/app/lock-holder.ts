import { readFileSync, statSync } from 'node:fs';

/** Where Linux lists all file locks (proc_locks(5)). */
const LOCKS = '/proc/locks';

/**
 * The process that holds the lock at `path`, null when nobody does, undefined when this system does not say. Looks
 * without locking: a lock taken for a look would turn a tick away.
 */
export function lockHolder(path: string): string | null | undefined {
  const table = lockTable();
  return table === null ? undefined : holderIn(table, path);
}

function lockTable(): string | null {
  try {
    return readFileSync(LOCKS, 'utf8');
  } catch {
    return null;
  }
}

/** A line is `1: POSIX ADVISORY WRITE <process> <major>:<minor>:<inode> <first> <last>`. */
function holderIn(table: string, path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return null;
  const line = table
    .split('\n')
    .map(text => text.trim().split(/\s+/))
    .find(([, , , mode, , place]) => mode === 'WRITE' && place?.split(':')[2] === String(found.ino));
  return line?.[4] ?? null;
}
