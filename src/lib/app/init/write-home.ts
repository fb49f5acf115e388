import { readFileSync, rmSync } from 'node:fs';
import { isoTime } from '../../core/clock.ts';
import { atomicWrite } from '../../store/files/atomic-write.ts';
import { keepKeys } from '../credentials/keep-keys.ts';
import type { KeyPair } from '../credentials/key-pair.ts';
import type { KeyKind } from '../credentials/key-sources.ts';
import type { HomePaths } from '../home.ts';
import { makeHomeFolder } from '../private-folders.ts';
import { ignoreInGit } from './git-ignore.ts';

export interface HomeFiles {
  readonly config: string;
  readonly keys: { readonly path: string; readonly kind: KeyKind; readonly pair: KeyPair } | null;
  /** Whether git must be told to leave the keys alone. */
  readonly ignoreKeys: boolean;
  /** Names the copy of a configuration that is written over. */
  readonly nowMs: number;
}

/**
 * Writes the files of a new home, the configuration last: without it there is no home. When one cannot be written, those
 * before it are taken back. No signal comes in between.
 * @returns the copy of the configuration that was there before; null where there was none.
 * @throws HiveError (config or data): DISK_FULL, WRITE_FAILED, BAD_KEY_FILE.
 */
export function writeHome(paths: HomePaths, { config, keys, ignoreKeys, nowMs }: HomeFiles): string | null {
  makeHomeFolder(paths);
  const undo: (() => void)[] = [];
  try {
    if (keys && ignoreKeys) undo.push(ignoreInGit(keys.path));
    if (keys) undo.push(keepKeys(keys.path, keys.kind, keys.pair));
    const backup = copyOld(paths.config, nowMs);
    if (backup !== null) undo.push(() => rmSync(backup, { force: true }));
    atomicWrite(paths.config, config);
    return backup;
  } catch (error) {
    for (const back of undo.toReversed()) back();
    throw error;
  }
}

function copyOld(config: string, nowMs: number): string | null {
  const old = textOf(config);
  if (old === null) return null;
  const stamp = isoTime(nowMs).replaceAll(/[-:.]/g, '');
  const backup = `${config}.bak-${stamp}`;
  atomicWrite(backup, old);
  return backup;
}

function textOf(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
