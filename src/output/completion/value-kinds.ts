import type { ArgShape, FlagShape } from '../command-shape.ts';

/**
 * What may stand in a place, between commas: a word, or @ and a kind of value that the shell (`@files`, `@folders`) or
 * `hive completion values` knows. "" where nothing can be said.
 */
export type Items = string;

/** By what help shows in place of the value of a flag. */
const BY_HELP_VALUE: Readonly<Record<string, Items>> = {
  FOLDER: '@folders',
  DIR: '@folders',
  FILE: '@files',
  'FILE.html': '@files',
  'FILE|-': '@files',
  SYM: '@symbols',
  S: '@symbols',
  LIST: '',
  I: '@intervals',
  'NAME|FILE': '@strategies,@files',
  'NAME[:ARG][@PATH][#NTH]': '@faults',
};

/** By command and argument; "" where nothing can be offered. */
export const BY_ARG: Readonly<Record<string, Items>> = {
  'alerts:add name': '',
  'alerts:remove name': '',
  'alerts:test name': '',
  'backtest:compare first': '@backtests',
  'backtest:compare second': '@backtests',
  'backtest:show id': '@backtests',
  'config:check file': '@files',
  'config:show key': '@settings',
  'data:describe symbol': '@symbols',
  'data:export symbol': '@symbols',
  'data:fetch symbol': '@symbols',
  'data:import file': '@files',
  'data:list symbol': '@symbols',
  'data:verify symbol': '@symbols',
  'lab experiment': '',
  'lab:real symbol': '@symbols',
  'models:promote name': '@models',
  'models:show name': '@models',
  'predict symbol': '@symbols',
  'restore file': '@files',
  'schema name': '@schemas',
  'trade:replay id': '',
};

/** What the value of a flag may be. */
export const valuesOfFlag = ({ options, helpValue }: FlagShape): Items =>
  options ? options.join(',') : (BY_HELP_VALUE[String(helpValue)] ?? '');

/** What an argument may be. */
export const valuesOfArg = (commandId: string, { name, options }: ArgShape): Items =>
  options ? options.join(',') : (BY_ARG[`${commandId} ${name}`] ?? '');
