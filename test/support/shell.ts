import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from 'mocha';
import { type CliResult, projectRoot, tempHome } from './cli.ts';

export interface ShellOptions {
  readonly home: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a command line of hive as `"$@"` of a shell script: under a limit, in a pipe, with closed streams. */
export function hiveInShell(script: string, args: readonly string[], options: ShellOptions): CliResult {
  const command = [process.execPath, join(projectRoot, 'bin', 'run.js'), ...args];
  const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', script, 'sh', ...command], {
    encoding: 'utf8',
    cwd: options.home,
    // Coverage is switched off: another user could not write it, and would say so.
    env: {
      PATH: process.env.PATH ?? '',
      HOME: options.home,
      HIVE_HOME: options.home,
      NODE_V8_COVERAGE: '',
      ...options.env,
    },
  });
  return { code: status, stdout, stderr };
}

/** In front of `"$@"`: runs it as a user who owns nothing. */
export const AS_NOBODY = 'exec setpriv --reuid=65534 --regid=65534 --clear-groups';

/** Skips the test where this user may not act as another one. */
export function needsOtherUser(test: Context): void {
  const { status } = spawnSync('/bin/sh', ['-c', `${AS_NOBODY} "$0" -e 0`, process.execPath]);
  if (status !== 0) test.skip();
}

export interface SmallDisk {
  readonly folder: string;
  /** Mounts it again with other options, such as `ro` or another size. */
  remount(options: string): void;
}

/** Mounts a disk in memory for one test, or skips the test where that is not allowed. */
export async function onSmallDisk(
  test: Context,
  size: string,
  work: (disk: SmallDisk) => Promise<void>,
): Promise<void> {
  const folder = join(tempHome(), 'disk');
  mkdirSync(folder);
  const mount = (options: string) => spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  if (mount(`size=${size}`).status !== 0) return test.skip();
  try {
    await work({ folder, remount: options => void spawnSync('mount', ['-o', `remount,${options}`, folder]) });
  } finally {
    spawnSync('umount', [folder]);
  }
}
