import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readConfigFile } from '../config/read-config-file.ts';
import type { Config } from '../config/schema.ts';
import { withValue } from '../config/values-tree.ts';
import { usageError } from '../core/errors.ts';
import type { HomePaths } from './home.ts';
import { makeHomeFolder } from './private-folders.ts';

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

/** More than the default window: 500 samples leave the planted edge unfound for months at a time. */
const DEMO_WINDOW = 1_000;

/** Makes the home with a configuration, so that other commands started there go on with the same settings. */
export function makeDemoHome(paths: HomePaths, seed: number | undefined): void {
  makeHomeFolder(paths);
  const settings = { ...(seed === undefined ? {} : { seed }), learning: { window: DEMO_WINDOW } };
  writeFileSync(paths.config, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
}

/** The same with a configuration that was named on the command line; `seed`, if any, takes the place of its own. */
export function keepConfig({ config: target }: HomePaths, file: string, seed: number | undefined): void {
  const text =
    seed === undefined
      ? readFileSync(file, 'utf8')
      : `${JSON.stringify(withValue(readConfigFile(file)?.value, 'seed', seed), null, 2)}\n`;
  // Not a copy of the file: that would take over its mode.
  writeFileSync(target, text, { mode: 0o600 });
}

/** @throws HiveError (usage, NOT_SIMULATED): on real bars there are no two months to live through in a minute. */
export function refuseRealMarket({ mode, market }: Config): void {
  if (mode === 'simulated' && market.crypto.source === 'simulated') return;
  throw usageError({
    code: 'NOT_SIMULATED',
    message: `The demo runs on the simulated market, not in mode ${mode} on ${market.crypto.source} bars.`,
    next: 'Leave mode and market.crypto.source at "simulated".',
  });
}
