import { nearest, usageError } from '../core/errors.ts';
import { parseInstrument } from '../core/instrument.ts';
import { parseInterval } from '../core/interval.ts';
import type { ReadOptions } from '../market/csv/read-options.ts';
import type { ImportRequest } from './data-import.ts';

type Maybe<T> = T | undefined;

/** The flags that say how to read a file of bars, as typed. */
export interface ReadingFlags {
  readonly timezone?: Maybe<string>;
  readonly 'date-order'?: Maybe<string>;
  readonly column?: Maybe<readonly string[]>;
  readonly columns?: Maybe<string>;
  readonly where?: Maybe<string>;
  readonly 'on-conflict'?: Maybe<string>;
  readonly labels?: Maybe<string>;
  readonly 'volume-unit'?: Maybe<string>;
  readonly 'downloaded-at'?: Maybe<number>;
  readonly 'max-bad'?: Maybe<string>;
  readonly 'keep-forming'?: Maybe<boolean>;
  readonly 'keep-last'?: Maybe<boolean>;
  readonly adjusted?: Maybe<boolean>;
}

/** The flags of `hive data import` as typed. */
export interface ImportFlags extends ReadingFlags {
  readonly symbol: string;
  readonly interval?: Maybe<string>;
  readonly resample?: Maybe<string>;
  readonly replace?: Maybe<boolean>;
  readonly 'dry-run'?: Maybe<boolean>;
}

const ROLES = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;
type Role = (typeof ROLES)[number];

/** How to read one file, whatever is in it. */
export type Reading = Omit<ReadOptions, 'nowMs' | 'instrument' | 'interval'>;

/** @throws HiveError (usage) on a column or share that is none. */
export function readingOf(flags: ReadingFlags): Reading {
  return {
    timezone: flags.timezone,
    dateOrder: oneOf('date-order', flags['date-order'], ['dmy', 'mdy']),
    column: columnHeaders(flags.column ?? []),
    columns: flags.columns?.split(',').map(name => name.trim().toLowerCase()),
    where: flags.where === undefined ? undefined : whereClause(flags.where),
    onConflict: oneOf('on-conflict', flags['on-conflict'], ['first', 'last']),
    labels: oneOf('labels', flags.labels, ['start', 'end']),
    volumeUnit: oneOf('volume-unit', flags['volume-unit'], ['base', 'quote']),
    downloadedAtMs: flags['downloaded-at'],
    maxBadShare: flags['max-bad'] === undefined ? undefined : badShare(flags['max-bad']),
    keepForming: flags['keep-forming'],
    keepLast: flags['keep-last'],
    adjusted: flags.adjusted,
  };
}

/**
 * Turns flags into a request.
 * @throws HiveError (usage) on a symbol, interval, column or share that is none.
 */
export function importRequest(path: string, flags: ImportFlags): ImportRequest {
  return {
    ...readingOf(flags),
    path,
    instrument: parseInstrument(flags.symbol),
    interval: flags.interval === undefined ? undefined : parseInterval(flags.interval),
    resample: flags.resample === undefined ? undefined : parseInterval(flags.resample),
    replace: flags.replace,
    dryRun: flags['dry-run'],
  };
}

function oneOf<Word extends string>(flag: string, value: Maybe<string>, words: readonly Word[]): Maybe<Word> {
  if (value === undefined) return undefined;
  const word = words.find(candidate => candidate === value);
  if (word !== undefined) return word;
  throw usageError({
    code: 'USAGE',
    message: `--${flag} "${value}" is unknown.`,
    next: `Use ${words.join(' or ')}.`,
  });
}

function columnHeaders(pairs: readonly string[]): Partial<Record<Role, string>> {
  const headers: Partial<Record<Role, string>> = {};
  for (const pair of pairs) {
    const [name, header] = splitPair('column', pair, 'close=Last');
    headers[roleOf(name)] = header;
  }
  return headers;
}

function roleOf(name: string): Role {
  const role = ROLES.find(candidate => candidate === name.toLowerCase());
  if (role !== undefined) return role;
  const near = nearest(name, ROLES);
  throw usageError({
    code: 'USAGE',
    message: `--column names "${name}", which is no part of a bar.`,
    next: near ? `Did you mean "${near}"?` : `Use ${ROLES.join(', ')}.`,
  });
}

function whereClause(text: string): { header: string; value: string } {
  const [header, value] = splitPair('where', text, 'Stock=AAPL');
  return { header, value };
}

function splitPair(flag: string, pair: string, example: string): [string, string] {
  const at = pair.indexOf('=');
  const [name, value] = [pair.slice(0, Math.max(0, at)).trim(), pair.slice(at + 1).trim()];
  if (at > 0 && name !== '' && value !== '') return [name, value];
  throw usageError({
    code: 'USAGE',
    message: `--${flag} "${pair}" is not of the form NAME=VALUE.`,
    next: `Write it like --${flag} ${example}.`,
  });
}

function badShare(text: string): number {
  const percent = /^\d{1,3}(\.\d+)?%?$/.test(text) ? Number.parseFloat(text) : Number.NaN;
  if (percent <= 100) return percent / 100;
  throw usageError({
    code: 'USAGE',
    message: `--max-bad "${text}" is not a percentage.`,
    next: 'Write a number from 0 to 100, for example --max-bad 5.',
  });
}
