import type { CommandShape, FlagShape, TopicShape } from '../command-shape.ts';
import { type Items, valuesOfArg, valuesOfFlag } from './value-kinds.ts';

/** A word and what it means. */
export interface Word {
  readonly name: string;
  readonly about: string;
}

export interface FlagWord extends Word {
  /** Null for a switch. */
  readonly items: Items | null;
}

/** What may follow one command or topic. */
export interface TableRow {
  /** `trade tick`; "" is hive alone. */
  readonly path: string;
  readonly words: readonly Word[];
  readonly flags: readonly FlagWord[];
  /** Of each argument; the last may go on with `...`. */
  readonly args: readonly Items[];
}

const ROOT_FLAGS: readonly FlagWord[] = [
  { name: '--help', about: 'Show help.', items: null },
  { name: '--version', about: 'Show the version.', items: null },
];
const HELP_FLAG = ROOT_FLAGS[0]!;
const HELP_WORD: Word = { name: 'help', about: 'Show help of a command or a topic.' };

/** A row for hive alone, for every topic and for every command that is not hidden. */
export function commandTable(
  all: readonly CommandShape[],
  topics: readonly TopicShape[],
): readonly TableRow[] {
  const commands = all.filter(({ hidden }) => !hidden).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const paths = new Set(commands.flatMap(({ id }) => beginnings(id)));
  return ['', ...[...paths].sort()].map(path => {
    const command = commands.find(({ id }) => pathOf(id) === path);
    const words = wordsUnder(path, [...paths], aboutIn(commands, topics));
    return {
      path,
      words: path === '' ? [...words, HELP_WORD] : words,
      flags: path === '' ? ROOT_FLAGS : [...(command ? flagsOf(command) : []), HELP_FLAG],
      args: command ? argsOf(command) : [],
    };
  });
}

const pathOf = (id: string): string => id.replaceAll(':', ' ');

/** `trade` and `trade tick` of `trade:tick`. */
const beginnings = (id: string): string[] =>
  id.split(':').map((_, index, parts) => parts.slice(0, index + 1).join(' '));

function aboutIn(commands: readonly CommandShape[], topics: readonly TopicShape[]) {
  return (path: string): string =>
    commands.find(({ id }) => pathOf(id) === path)?.summary ??
    topics.find(({ name }) => pathOf(name) === path)?.description ??
    '';
}

function wordsUnder(path: string, paths: readonly string[], about: (path: string) => string): Word[] {
  const start = path === '' ? '' : `${path} `;
  return paths
    .filter(each => each.startsWith(start) && each !== path && !each.slice(start.length).includes(' '))
    .sort()
    .map(each => ({ name: each.slice(start.length), about: about(each) }));
}

const flagsOf = ({ flags }: CommandShape): FlagWord[] =>
  Object.values(flags)
    .filter(({ hidden }) => !hidden)
    .flatMap(flagWords);

function flagWords(flag: FlagShape): FlagWord[] {
  const { name, char, allowNo, type } = flag;
  const about = flag.summary ?? flag.description ?? '';
  const items = type === 'option' ? valuesOfFlag(flag) : null;
  return [
    { name: `--${name}`, about, items },
    ...(char ? [{ name: `-${char}`, about, items }] : []),
    ...(allowNo ? [{ name: `--no-${name}`, about: `Not so: ${about}`, items: null }] : []),
  ];
}

const argsOf = ({ id, args }: CommandShape): Items[] =>
  Object.values(args).map(arg => `${valuesOfArg(id, arg)}${arg.multiple ? '...' : ''}`);
