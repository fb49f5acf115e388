import { VARIABLES } from '../../lib/config/environment-variables.ts';
import type { ArgShape, CommandShape, FlagShape } from '../command-shape.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import {
  bold,
  heading,
  italic,
  literal,
  paragraph,
  reference,
  roffPage,
  roffText,
  type Title,
  tagged,
} from './roff.ts';

export type Edition = Pick<Title, 'date' | 'version'>;

/** Variables that matter to every command; the others are in hive(1). */
const USUAL = ['HIVE_HOME', 'HIVE__SECTION__KEY'];

export const pageName = (id: string): string => `hive-${id.replaceAll(':', '-')}`;

export const isGlobal = ({ helpGroup }: FlagShape): boolean => helpGroup === 'GLOBAL';

/** The manual page of one command. */
export function commandPage(command: CommandShape, all: readonly CommandShape[], edition: Edition): string {
  const { id, summary = '', description = '', flags, args } = command;
  const own = Object.values(flags).filter(flag => !isGlobal(flag) && !flag.hidden);
  const options = [...Object.values(args).map(argLine), ...own.map(flagLine)];
  const name = pageName(id);
  return roffPage({ name, section: 1, ...edition }, [
    heading('NAME'),
    nameLine(name, summary),
    heading('SYNOPSIS'),
    synopsis(command, own),
    heading('DESCRIPTION'),
    paragraph(description),
    ...(options.length > 0 ? [heading('OPTIONS'), ...options] : []),
    `.PP\nThe global options are in ${reference('hive', 1)}.`,
    heading('EXIT STATUS'),
    ...EXIT_CODES.map(({ codes, meaning }) => tagged(bold(codes.join(', ')), plain(meaning))),
    heading('ENVIRONMENT'),
    ...VARIABLES.filter(({ names }) => names.some(each => USUAL.includes(each))).map(variableLine),
    heading('FILES'),
    tagged(italic('hive.config.json'), 'The settings of the home.'),
    `.PP\nAll files of a home are in ${reference('hive-files', 7)}.`,
    heading('EXAMPLES'),
    ...examplesOf(command),
    heading('SEE ALSO'),
    seeAlso(command, all),
  ]);
}

export const nameLine = (name: string, summary: string): string =>
  `${roffText(name)} \\- ${roffText(summary.replace(/\.$/, ''))}`;

/** Documentation knows Markdown's backquotes, a manual page does not. */
export const plain = (markdown: string): string => markdown.replaceAll('`', '');

export const variableLine = ({ names, meaning }: (typeof VARIABLES)[number]): string =>
  tagged(names.map(bold).join(', '), meaning);

function synopsis({ id, args }: CommandShape, own: readonly FlagShape[]): string {
  const needed = own.filter(flag => flag.required).map(flag => flagName(flag));
  const words = Object.values(args).map(argName);
  const rest = own.some(flag => !flag.required) ? [`[${italic('OPTION')}]...`] : [];
  return `.PP\n${[bold(`hive ${id.replaceAll(':', ' ')}`), ...needed, ...rest, ...words].join(' ')}`;
}

function argName({ name, required, multiple }: ArgShape): string {
  const shown = italic(name.toUpperCase()) + (multiple ? '...' : '');
  return required ? shown : `[${shown}]`;
}

const argLine = (arg: ArgShape): string => tagged(argName(arg), (arg.description ?? '') + oneOf(arg.options));

const oneOf = (options: readonly string[] | undefined): string =>
  options ? ` One of: ${options.join(', ')}.` : '';

const flagName = ({ name, type, helpValue, options }: FlagShape): string =>
  bold(`--${name}`) +
  (type === 'option' ? ` ${italic(String(options ? 'WORD' : (helpValue ?? 'VALUE')))}` : '');

/** One flag, with what it may be and what it is by default. */
export function flagLine(flag: FlagShape): string {
  const { char, name, allowNo, summary, description, type, default: standard } = flag;
  const names = [
    ...(char ? [bold(`-${char}`)] : []),
    flagName(flag),
    ...(allowNo ? [bold(`--no-${name}`)] : []),
  ];
  const hasDefault = type === 'option' && standard !== undefined;
  const notes = [
    oneOf(flag.options),
    flag.multiple ? ' May be given several times.' : '',
    flag.required ? ' Required.' : '',
    hasDefault ? ` Default: ${String(standard)}.` : '',
  ];
  return tagged(names.join(', '), (summary ?? description ?? '') + notes.join(''));
}

const examplesOf = ({ examples = [] }: CommandShape): string[] =>
  examples.flatMap(example => {
    const { description, command } =
      typeof example === 'string' ? { description: '', command: example } : example;
    const line = literal([command.replaceAll('<%= config.bin %>', 'hive')]);
    return description === '' ? [line] : [paragraph(`${description}:`), line];
  });

/** hive itself, and the commands of the same topic. */
function seeAlso({ id }: CommandShape, all: readonly CommandShape[]): string {
  const [topic] = id.split(':');
  const near = all
    .filter(other => other.id !== id && other.id.split(':')[0] === topic)
    .map(other => pageName(other.id));
  return `.PP\n${['hive', ...near].map(name => reference(name, 1)).join(', ')}`;
}
