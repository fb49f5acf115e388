import { readFileSync, statSync } from 'node:fs';
import { type Check, info, ok } from './check.ts';

/** Where Linux lists all file locks (proc_locks(5)). */
const LOCKS = '/proc/locks';

/** Looks without locking: a lock taken for a look would turn a tick away. */
export const locks: Check = {
  id: 'locks',
  title: 'Locks',
  asksBroker: false,
  look({ adapters: { paths } }) {
    const table = lockTable();
    if (table === null) return info('this system does not say who holds locks');
    const held = [
      ['a tick', paths.tickLock],
      ['a training cycle', paths.trainLock],
    ].flatMap(([what, path]) => {
      const holder = holderOf(table, path!);
      return holder === null ? [] : [`${what} is running (process ${holder})`];
    });
    return held.length === 0 ? ok('free') : info(held.join('; '), 'Nothing: it ends by itself.');
  },
};

function lockTable(): string | null {
  try {
    return readFileSync(LOCKS, 'utf8');
  } catch {
    return null;
  }
}

/** A line is `1: POSIX ADVISORY WRITE <process> <major>:<minor>:<inode> <first> <last>`. */
function holderOf(table: string, path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return null;
  const line = table
    .split('\n')
    .map(text => text.trim().split(/\s+/))
    .find(words => words[5]?.split(':')[2] === String(found.ino));
  return line?.[4] ?? null;
}
