import { configError, type HiveError, nearest } from '../core/errors.ts';
import type { ConfigKey } from './config-keys.ts';
import type { Environment } from './environment.ts';
import type { Setting } from './origin.ts';

const PREFIX = 'HIVE__';

/**
 * Settings of variables such as HIVE__RISK__MAXORDERUSD (or HIVE__RISK__MAX_ORDER_USD): sections are parted
 * by two underscores, case and single underscores do not matter. A value is JSON when it parses, else text.
 * @throws HiveError (config) on a variable that names no key, or a key that another one names too.
 */
export function fromEnvironment(environment: Environment, keys: () => readonly ConfigKey[]): Setting[] {
  const names = Object.keys(environment).filter(name => name.startsWith(PREFIX));
  if (names.length === 0) return [];
  const byName = new Map(keys().map(({ path }) => [folded(path.replaceAll('.', '__')), path]));
  const taken = new Map<string, string>();
  return names.sort().map(name => {
    const path = byName.get(folded(name.slice(PREFIX.length)));
    if (path === undefined) throw unknownVariable(name, [...byName.values()]);
    const other = taken.get(path);
    if (other !== undefined) throw namedTwice(path, other, name);
    taken.set(path, name);
    return { path, name, value: parsed(environment[name] ?? '') };
  });
}

const folded = (name: string): string =>
  name
    .split('__')
    .map(section => section.replaceAll('_', '').toLowerCase())
    .join('__');

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function unknownVariable(name: string, paths: readonly string[]): HiveError {
  const wanted = name.slice(PREFIX.length).toLowerCase().replaceAll('__', '.').replaceAll('_', '');
  const near = nearest(wanted, paths);
  return configError({
    code: 'UNKNOWN_SETTING',
    message: `The environment variable ${name} names no setting.`,
    next: near
      ? `Did you mean ${variableName(near)}?`
      : 'Run hive config show to see the settings, or unset it.',
  });
}

const variableName = (path: string): string => PREFIX + path.replaceAll('.', '__').toUpperCase();

const namedTwice = (path: string, first: string, second: string): HiveError =>
  configError({
    code: 'AMBIGUOUS_SETTING',
    message: `The environment variables ${first} and ${second} both set ${path}.`,
    next: `Unset one of them.`,
  });
