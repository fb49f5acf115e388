import { configError } from '../core/errors.ts';
import { refuseMismatchedModes } from './check-modes.ts';
import { configKeys } from './config-keys.ts';
import type { Environment } from './environment.ts';
import { explainIssues } from './explain-issues.ts';
import { fromEnvironment } from './from-environment.ts';
import type { Jsonc } from './jsonc.ts';
import type { Origin, Setting } from './origin.ts';
import { PRESETS } from './presets.ts';
import { configIn, readConfigFile } from './read-config-file.ts';
import { type Config, configSchema } from './schema.ts';
import { valueAt, withValue } from './values-tree.ts';

export interface ConfigSources {
  /** Path of the configuration file. */
  readonly file: string;
  /** What it is going to hold, for one that is not written yet. */
  readonly text?: string;
  /** Whether a missing file is an error (--config) or means the defaults. */
  readonly fileMustExist: boolean;
  readonly environment: Environment;
  readonly flags: readonly Setting[];
}

export interface LoadedConfig {
  readonly config: Config;
  /** The file that was read; null when there was none. */
  readonly file: string | null;
  /** Where the value of a setting came from, by its dotted path. */
  readonly originOf: (path: string) => Origin;
}

/**
 * The configuration: flag > environment > file > preset > default, each value checked.
 * @throws HiveError (config) with a sentence for each thing that is wrong.
 */
export function loadConfig(sources: ConfigSources): LoadedConfig {
  const written = readFile(sources);
  const layers: Layers = {
    flags: sources.flags,
    environment: fromEnvironment(sources.environment, configKeys),
    file: { name: sources.file, value: written?.value ?? {} },
  };
  const tree = merged(layers);
  const originOf = (path: string) => originIn(layers, tree, path);
  const result = configSchema.safeParse(tree);
  if (!result.success) {
    throw explainIssues(result.error.issues, {
      tree,
      keys: configKeys(),
      originOf: path => blamed(originOf(path), sources.file),
      placeOf: path => written?.placeOf(path),
    });
  }
  refuseMismatchedModes(result.data, originOf);
  return { config: result.data, file: written ? sources.file : null, originOf };
}

/** No default is wrong: what seems to be one is the file as a whole, or something in it that is no setting. */
const blamed = (origin: Origin, name: string): Origin =>
  origin.from === 'default' ? { from: 'file', name } : origin;

interface Layers {
  readonly flags: readonly Setting[];
  readonly environment: readonly Setting[];
  readonly file: { readonly name: string; readonly value: unknown };
}

function readFile({ file, text, fileMustExist }: ConfigSources): Jsonc | null {
  const written = text === undefined ? readConfigFile(file) : configIn(file, text);
  if (written || !fileMustExist) return written;
  throw configError({
    code: 'NO_CONFIG_FILE',
    message: `There is no configuration file "${file}".`,
    next: 'Correct the path, or leave --config away to use hive.config.json of the home folder.',
  });
}

/** Everything that somebody set; defaults are left to the schema. */
function merged(layers: Layers): unknown {
  let tree = layers.file.value;
  for (const { path, value } of [...layers.environment, ...layers.flags]) tree = withValue(tree, path, value);
  for (const [path, value] of Object.entries(presetOf(tree))) {
    if (valueAt(tree, path) === undefined) tree = withValue(tree, path, value);
  }
  return tree;
}

/**
 * Values that take the place of defaults: those of the preset, and the prices of the account's own venue. A preset
 * that does not exist is left for the schema to refuse.
 */
function presetOf(tree: unknown): Readonly<Record<string, unknown>> {
  const preset = valueAt(tree, 'preset') === 'original' ? PRESETS.original : PRESETS.default;
  return valueAt(tree, 'broker.kind') === 'alpaca' ? { [SOURCE]: 'alpaca', ...preset } : preset;
}

const SOURCE = 'market.crypto.source';

function originIn({ flags, environment, file }: Layers, tree: unknown, path: string): Origin {
  const flag = flags.find(setting => setting.path === path);
  if (flag) return { from: 'flag', name: flag.name };
  const variable = environment.find(setting => setting.path === path);
  if (variable) return { from: 'environment', name: variable.name };
  if (valueAt(file.value, path) !== undefined) return { from: 'file', name: file.name };
  if (Object.hasOwn(presetOf(tree), path)) return { from: 'preset', name: presetName(path, tree) };
  return { from: 'default', name: '' };
}

const presetName = (path: string, tree: unknown): string =>
  path === SOURCE ? 'of broker.kind alpaca' : String(valueAt(tree, 'preset'));
