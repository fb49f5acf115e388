import { configKeys, withSections } from '../config/config-keys.ts';
import type { LoadedConfig } from '../config/load.ts';
import type { Origin } from '../config/origin.ts';
import { redacted } from '../config/redact.ts';
import { valueAt } from '../config/values-tree.ts';
import { nearest, usageError } from '../core/errors.ts';

/** One setting as it may be shown. */
export interface SettingView {
  readonly key: string;
  readonly value: unknown;
  readonly origin: Origin;
}

/**
 * Every setting in force, or those of one key or section (`risk`, `risk.cooldown`), secrets redacted.
 * @throws HiveError (usage) when `key` names nothing.
 */
export function describeConfig({ config, originOf }: LoadedConfig, key?: string): SettingView[] {
  const keys = configKeys();
  const paths = keys.map(({ path }) => path);
  const wanted = key === undefined ? paths : paths.filter(path => path === key || path.startsWith(`${key}.`));
  if (wanted.length === 0) throw unknownKey(key ?? '', withSections(keys));
  return wanted.map(path => ({
    key: path,
    value: redacted(path, valueAt(config, path) ?? null),
    origin: originOf(path),
  }));
}

function unknownKey(key: string, paths: readonly string[]) {
  const near = nearest(key, paths);
  return usageError({
    code: 'UNKNOWN_SETTING',
    message: `There is no setting "${key}".`,
    next: near ? `Did you mean "${near}"?` : 'Run hive config show to see the settings.',
  });
}
