import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** The calls by which the store changes files, in the order of their names. */
export const FS_CALLS = [
  'closeSync',
  'fsyncSync',
  'ftruncateSync',
  'openSync',
  'renameSync',
  'rmSync',
  'writeFileSync',
  'writeSync',
] as const;

export type FsCall = (typeof FS_CALLS)[number];

/**
 * Puts `before` in front of a function of node:fs for as long as `work` runs: it may throw, or end the process.
 * Every importer sees it, whatever way it imports.
 */
export function withBrokenFs<T>(calls: readonly FsCall[], before: (call: FsCall) => void, work: () => T): T {
  const originals = calls.map(call => [call, fs[call]] as const);
  for (const [call, original] of originals) {
    const broken = (...args: unknown[]) => {
      before(call);
      return Reflect.apply(original, fs, args);
    };
    Object.assign(fs, { [call]: broken });
  }
  syncBuiltinESMExports();
  try {
    return work();
  } finally {
    Object.assign(fs, Object.fromEntries(originals));
    syncBuiltinESMExports();
  }
}

/** An error as the system gives it: `systemError('EIO')`. */
export const systemError = (code: string): Error => Object.assign(new Error(`${code}: injected`), { code });
