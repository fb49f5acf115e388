import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { readEnvironment } from './lib/config/environment.ts';

const LINE = ['completion', 'values'];

/**
 * Answers `hive completion values KIND`, alone or with --home and --config, without the framework of commands: that takes
 * longer to load than a person who presses Tab wants to wait.
 * @returns null for any other line, which the command itself then answers.
 */
export async function quickValues(argv: readonly string[]): Promise<readonly string[] | null> {
  if (!LINE.every((word, index) => argv[index] === word)) return null;
  const flags = flagsIn(argv.slice(3));
  const { isHomeValue, shellValues } = await import('./lib/app/completion/shell-values.ts');
  const kind = argv[2] ?? '';
  return flags && isHomeValue(kind) ? shellValues(() => pathsOf(flags), kind) : null;
}

type Flags = Readonly<Record<string, string>>;

/** Null when there is anything but --home and --config, each with a value. */
function flagsIn(words: readonly string[]): Flags | null {
  const flags: Record<string, string> = {};
  for (let index = 0; index < words.length; index++) {
    const match = /^--(home|config)(?:=(.+))?$/.exec(words[index]!);
    const value = match?.[2] ?? words[++index];
    if (!match || value === undefined) return null;
    flags[match[1]!] = value;
  }
  return flags;
}

async function pathsOf({ home: flag, config }: Flags) {
  const { resolveHome } = await import('./lib/app/home.ts');
  const question = { flag, env: readEnvironment(), cwd: process.cwd(), userHome: homedir() };
  const paths = resolveHome(question);
  return config === undefined ? paths : { ...paths, config: resolve(config) };
}
