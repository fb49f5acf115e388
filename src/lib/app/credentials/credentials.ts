import { join, resolve } from 'node:path';
import type { Environment } from '../../config/environment.ts';
import type { Config } from '../../config/schema.ts';
import { configError } from '../../core/errors.ts';
import type { HomePaths } from '../home.ts';
import type { KeyPair } from './key-pair.ts';
import { fromEnvironment, fromKeyFile, fromSystemd, type KeyKind } from './key-sources.ts';

export type { KeyPair } from './key-pair.ts';

const KEY_FILE_NAME = 'alpaca-keys.json';

/**
 * The keys of the account that the mode is about: a systemd credential, else the key file, else the environment.
 * The first source that has any wins; there is no mixing.
 * @throws HiveError (config): NO_KEYS, HALF_A_KEY_PAIR, BAD_KEY, BAD_KEY_FILE.
 */
export function credentials(
  { config, paths }: { readonly config: Config; readonly paths: HomePaths },
  environment: Environment,
): KeyPair {
  const found = findKeys({ config, paths }, environment);
  if (found) return found;
  throw noKeys(kindOf(config), keyFileOf(config, paths).path);
}

/** Whether any source has keys. @throws HiveError (config) where there are some that cannot be right. */
export const hasKeys = (home: Parameters<typeof credentials>[0], environment: Environment): boolean =>
  findKeys(home, environment) !== null;

export const kindOf = ({ mode }: Config): KeyKind => (mode === 'live' ? 'live' : 'paper');

function findKeys(
  { config, paths }: Parameters<typeof credentials>[0],
  environment: Environment,
): KeyPair | null {
  const kind = kindOf(config);
  return (
    fromSystemd(environment, kind) ??
    fromKeyFile(keyFileOf(config, paths), kind) ??
    fromEnvironment(environment)
  );
}

/** Where the key file is, and whether somebody named it. */
export function keyFileOf({ alpaca }: Config, { root }: HomePaths): { path: string; isNamed: boolean } {
  return alpaca.keyFile === ''
    ? { path: join(root, KEY_FILE_NAME), isNamed: false }
    : { path: resolve(root, alpaca.keyFile), isNamed: true };
}

const noKeys = (kind: KeyKind, path: string) =>
  configError({
    code: 'NO_KEYS',
    message: `There are no ${kind} keys of Alpaca.`,
    next:
      `Write {"${kind}": {"keyId": "…", "secret": "…"}} to ${path} (mode 0600), or set APCA_API_KEY_ID and ` +
      'APCA_API_SECRET_KEY.',
  });
