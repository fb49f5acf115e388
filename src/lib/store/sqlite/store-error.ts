import { configError, dataError, type HiveError } from '../../core/errors.ts';

type Translation = Record<number, (path: string, cause: Error) => HiveError>;

const ABOUT_THE_FILE: Translation = {
  5: busy,
  8: notWritable,
  10: unreadable,
  11: damaged,
  13: full,
  14: noAccess,
  26: damaged,
};

/** While a store is opened, an SQL error means that its tables are not those of its version. */
const AT_OPENING: Translation = { ...ABOUT_THE_FILE, 1: damaged };

/**
 * Runs `work` on the database at `path`; what SQLite says about the file becomes a HiveError, anything else
 * passes through. @see https://www.sqlite.org/rescode.html
 */
export function translating<T>(path: string, work: () => T, translation = ABOUT_THE_FILE): T {
  try {
    return work();
  } catch (error) {
    throw storeError(path, error, translation);
  }
}

/** The same for the steps of opening a store. */
export const translatingOpening = <T>(path: string, work: () => T): T => translating(path, work, AT_OPENING);

/** `table`, with every method, and every step of what it generates, run as `translating` does. */
export function translatingAll<Table extends object>(path: string, table: Table): Table {
  return new Proxy(table, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) => {
        const result: unknown = translating(path, () => Reflect.apply(member, target, args));
        return isGenerator(result) ? translatingEach(path, result) : result;
      };
    },
  });
}

const isGenerator = (result: unknown): result is Generator =>
  typeof result === 'object' && result !== null && 'next' in result;

function* translatingEach(path: string, items: Generator): Generator {
  try {
    while (true) {
      const step = translating(path, () => items.next());
      if (step.done) return;
      yield step.value;
    }
  } finally {
    items.return(undefined);
  }
}

function storeError(path: string, error: unknown, translation: Translation): unknown {
  if (!(error instanceof Error) || !('errcode' in error)) return error;
  // The low byte is the primary code, the rest says where it happened.
  return translation[Number(error.errcode) & 0xff]?.(path, error) ?? error;
}

function damaged(path: string, cause: Error): HiveError {
  return dataError({
    code: 'STORE_DAMAGED',
    message: `${path} is not a database or is damaged: ${cause.message}.`,
    next: `Move ${path} away with its -wal and -shm files; hive rebuilds what it can from the journal and your imports.`,
    cause,
  });
}

function full(path: string, cause: Error): HiveError {
  return dataError({
    code: 'DISK_FULL',
    message: `Could not write ${path}: ${cause.message}.`,
    next: `Free space on the disk of ${path} and run the command again.`,
    retryable: true,
    cause,
  });
}

/** Where the file or its folder may not be written, SQLite opens it for reading and fails at the first write. */
function notWritable(path: string, cause: Error): HiveError {
  return configError({
    code: 'WRITE_FAILED',
    message: `Could not write ${path}: ${cause.message}.`,
    next: `Check the owner and the mode of ${path} and of its folder.`,
    cause,
  });
}

function busy(path: string, cause: Error): HiveError {
  return dataError({
    code: 'STORE_BUSY',
    message: `Another process is writing ${path}.`,
    next: 'Wait until the other hive command is done and run this one again.',
    retryable: true,
    cause,
  });
}

/** Rights are missing, or there is something else in its place. */
export function noAccess(path: string, cause: unknown): HiveError {
  return configError({
    code: 'STORE_UNREADABLE',
    message: `Could not open ${path}: ${cause instanceof Error ? cause.message : String(cause)}.`,
    next: `Check the owner and the mode of ${path} and of its folder.`,
    cause,
  });
}

function unreadable(path: string, cause: Error): HiveError {
  return dataError({
    code: 'STORE_UNREADABLE',
    message: `Could not open or read ${path}: ${cause.message}.`,
    next: `Check the disk of ${path}: its free space, its limits and its health.`,
    cause,
  });
}
