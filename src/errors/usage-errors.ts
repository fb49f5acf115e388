import { stripVTControlCharacters } from 'node:util';
import { type HiveError, nearest, usageError } from '../lib/core/errors.ts';

/** The members of oclif's parse errors that are worth showing; the rest is parser internals. */
interface ParseError extends Error {
  readonly flags?: readonly string[];
  readonly args?: readonly (string | { readonly name: string })[];
  readonly parse?: { readonly input?: { readonly flags?: Record<string, unknown> } };
}

/** One clear sentence for what oclif's parser refused. */
export function fromParseError(error: ParseError): HiveError {
  const { message, next = 'Add --help to see what the command takes.' } = describe(error);
  return usageError({ code: 'USAGE', message, next });
}

interface Sentence {
  readonly message: string;
  readonly next?: string;
}

function describe(error: ParseError): Sentence {
  if (error.flags?.length) return unknownFlags(error.flags, Object.keys(error.parse?.input?.flags ?? {}));
  const names = error.args?.map(arg => (typeof arg === 'string' ? arg : arg.name)) ?? [];
  if (names.length === 0) return plain(error.message);
  return error.message.startsWith('Missing')
    ? { message: `Missing argument${plural(names)}: ${names.join(', ')}.` }
    : { message: `Unexpected argument${plural(names)}: ${quoted(names)}.` };
}

function unknownFlags(flags: readonly string[], known: readonly string[]): Sentence {
  const near = nearest(flags[0]!.replace(/^-+/, ''), known);
  const message = `Unknown flag${plural(flags)}: ${flags.join(', ')}.`;
  return near ? { message, next: `Did you mean --${near}?` } : { message };
}

const plural = (names: readonly string[]) => (names.length === 1 ? '' : 's');
const quoted = (names: readonly string[]) => names.map(name => `"${name}"`).join(', ');

/** `Parsing --last`, then on a line of its own what was expected of it. */
const FLAG_HEADING = /^Parsing (--[\w-]+) \n\s*Expected /;
const HEADINGS = /^(?:Parsing --[\w-]+ \n|The following errors? occurred:\n)/;

function plain(text: string): Sentence {
  const bare = stripVTControlCharacters(text)
    .replace(/\nSee more help with --help$/, '')
    .replace(FLAG_HEADING, '$1: expected ')
    .replace(HEADINGS, '')
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)
    .join('; ');
  return { message: bare.endsWith('.') ? bare : `${bare}.`, ...nearestOption(bare) };
}

/** `Expected --kind=abb to be one of: abc, xyz` gets a suggestion. */
function nearestOption(text: string): Partial<Sentence> {
  const match = /^Expected (?:--[\w-]+=)?(.*) to be one of: (.*)$/.exec(text);
  const near = match && nearest(match[1]!, match[2]!.split(', '));
  return near ? { next: `Did you mean ${near}?` } : {};
}

/** `commandId` and `known` are ids as oclif writes them: `config:show`. */
export function unknownCommand(commandId: string, known: readonly string[]): HiveError {
  if (commandId.startsWith('-')) return flagFirst(commandId);
  const near = nearest(commandId, known) ?? knownStart(commandId, known);
  return usageError({
    code: 'USAGE',
    message: `Unknown command "${spaced(commandId)}".`,
    next: near ? `Did you mean "hive ${spaced(near)}"?` : 'Run hive --help to see the commands.',
  });
}

const flagFirst = (flag: string): HiveError =>
  usageError({
    code: 'USAGE',
    message: `There is no command before "${flag}".`,
    next: 'Write the command first, then its flags; hive --help lists the commands.',
  });

/** `positions:BTC/USD` is `positions` with an argument that it does not take. */
const knownStart = (commandId: string, known: readonly string[]) =>
  known.filter(id => commandId.startsWith(`${id}:`)).sort((a, b) => b.length - a.length)[0];

const spaced = (commandId: string) => commandId.replaceAll(':', ' ');
