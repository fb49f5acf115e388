import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config } from '../config/schema.ts';
import { usageError } from '../core/errors.ts';
import type { HomePaths } from './home.ts';

const NAME = 'hive-demo';
const MOST = 1_000;

/**
 * A folder for a demo: the one that was named, if it is empty or new, else the first free `hive-demo` in the
 * working folder. Nothing that exists is touched.
 * @throws HiveError (usage, HOME_NOT_EMPTY).
 */
export function demoHome(named: string | undefined, cwd: string): string {
  if (named === undefined) return firstFree(cwd);
  const folder = resolve(cwd, named);
  if (!existsSync(folder) || readdirSync(folder).length === 0) return folder;
  throw usageError({
    code: 'HOME_NOT_EMPTY',
    message: `${folder} is not empty: the demo starts a hive of its own and touches nothing that is there.`,
    next: 'Name a new folder with --home, or leave --home out.',
  });
}

function firstFree(cwd: string): string {
  for (let number = 1; number <= MOST; number++) {
    const folder = resolve(cwd, number === 1 ? NAME : `${NAME}-${number}`);
    if (!existsSync(folder)) return folder;
  }
  throw usageError({
    code: 'TOO_MANY_DEMOS',
    message: `${cwd} already holds ${MOST} demo folders.`,
    next: 'Remove those you no longer need, or name a new folder with --home.',
  });
}

/** Gives the demo's home the settings it ran with, so that other commands started there go on with them. */
export function writeDemoConfig({ root, config: file }: HomePaths, { mode, seed }: Config): void {
  mkdirSync(root, { recursive: true, mode: 0o700 });
  writeFileSync(file, `${JSON.stringify({ mode, seed }, null, 2)}\n`, { mode: 0o600 });
}
