import { Flags } from '@oclif/core';
import { usageError } from './lib/core/errors.ts';
import { durationMs } from './lib/core/interval.ts';

const ISO_TIME = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * UTC epoch milliseconds of an ISO 8601 day or time, or of epoch milliseconds. Without a zone it is UTC.
 * @throws HiveError (usage) on anything else, impossible days included.
 */
export function parseTime(text: string): number {
  if (/^\d{12,14}$/.test(text)) return Number(text);
  const match = ISO_TIME.exec(text);
  const timeMs = match ? Date.parse(text.includes('T') && !match[1] ? `${text}Z` : text) : Number.NaN;
  if (Number.isFinite(timeMs) && dayExists(text)) return timeMs;
  throw usageError({
    code: 'USAGE',
    message: `"${text}" is not a time.`,
    next: 'Write a UTC time such as 2026-11-22T09:00:00Z, a day such as 2026-11-22, or epoch milliseconds.',
  });
}

/** `Date.parse` turns 31 April into 1 May. */
function dayExists(text: string): boolean {
  const day = text.slice(0, 10);
  return new Date(Date.parse(day)).toISOString().slice(0, 10) === day;
}

/** @throws HiveError (usage) on a text of nothing but blanks. */
export function someText(text: string): string {
  if (text.trim() !== '') return text.trim();
  throw usageError({ code: 'USAGE', message: 'The text is empty.', next: 'Say it in a few words.' });
}

/** A moment in UTC epoch milliseconds. */
export const timeFlag = Flags.custom<number>({
  helpValue: 'TIME',
  parse: async text => parseTime(text),
});

/** A length of time in milliseconds: `90m`, `24h`, `7d`. */
export const durationFlag = Flags.custom<number>({
  helpValue: 'SPAN',
  parse: async text => parseDuration(text),
});

function parseDuration(text: string): number {
  const ms = durationMs(text);
  if (ms !== null) return ms;
  throw usageError({
    code: 'USAGE',
    message: `"${text}" is not a length of time.`,
    next: 'Write minutes, hours or days: 90m, 24h or 7d.',
  });
}

/** Why a person does something, for the journal; it must be said. */
export const reasonFlag = (summary: string) =>
  Flags.string({ required: true, helpValue: 'TEXT', summary, parse: async text => someText(text) });

/** Flags that every command has. */
export const globalFlags = {
  home: Flags.string({
    helpGroup: 'GLOBAL',
    helpValue: 'FOLDER',
    summary: 'Home folder to work in, instead of HIVE_HOME or the nearest hive.config.json.',
  }),
  config: Flags.string({
    helpGroup: 'GLOBAL',
    helpValue: 'FILE',
    summary: 'Configuration file to read, instead of hive.config.json in the home folder.',
  }),
  quiet: Flags.boolean({
    char: 'q',
    helpGroup: 'GLOBAL',
    summary: 'Print nothing on success (for cron); --json still prints its document.',
  }),
  'no-color': Flags.boolean({ helpGroup: 'GLOBAL', summary: 'Print without colours, as NO_COLOR does.' }),
  'as-of': timeFlag({
    helpGroup: 'GLOBAL',
    summary: 'Act as if it were this moment: an ISO time (UTC) or epoch milliseconds.',
  }),
  seed: Flags.integer({
    helpGroup: 'GLOBAL',
    helpValue: 'N',
    min: 0,
    max: 4_294_967_295,
    summary: 'Seed of everything random, instead of the configured one.',
  }),
};
