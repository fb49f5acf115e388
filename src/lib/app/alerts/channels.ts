import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { addressFault, channelFault, FORMATS, type Format, hostOf, secretsIn } from '../../alerts/address.ts';
import { TOPICS, type Topic } from '../../alerts/alert.ts';
import type { Environment } from '../../config/environment.ts';
import { rememberSecret } from '../../config/known-secrets.ts';
import { Secret } from '../../config/secret.ts';
import { configError } from '../../core/errors.ts';
import { JOBS, type JobName } from '../../core/job.ts';
import { atomicWrite } from '../../store/files/atomic-write.ts';
import { readOwnFile } from '../../store/files/read-own-file.ts';
import type { HomePaths } from '../home.ts';
import { alertsPlace } from './alerts-place.ts';

/** Where alerts go: one way to reach somebody. */
export interface Channel {
  readonly name: string;
  readonly format: Format;
  /** The whole address opens the channel to whoever knows it. */
  readonly url: Secret;
  /** What may be shown of it. */
  readonly host: string;
  readonly chat: string | undefined;
  /** What it is told; undefined is everything. */
  readonly only: readonly Topic[] | undefined;
}

/** Where a job says that it runs and how it ended. */
export interface Ping {
  readonly job: JobName;
  readonly url: Secret;
  readonly host: string;
}

export interface Channels {
  readonly channels: readonly Channel[];
  readonly pings: readonly Ping[];
  /** The file that they are in. */
  readonly from: string;
  /** Whether systemd handed them over: they cannot be changed here. */
  readonly isCredential: boolean;
}

export const NAME_RULE = 'must be of a-z, 0-9 and "-", at most 32 characters';
export const NAME = /^[a-z0-9][a-z0-9-]{0,31}$/;
export const MOST_CHANNELS = 20;
const MAX_BYTES = 64 * 1024;

const channel = z
  .strictObject({
    name: z.string({ error: NAME_RULE }).regex(NAME, { error: NAME_RULE }),
    format: z.enum(FORMATS, { error: `must be one of ${FORMATS.join(', ')}` }),
    url: z.string({ error: 'must be an https address' }),
    chat: z.string({ error: 'must be a text' }).min(1).max(128).optional(),
    only: z
      .array(z.enum(TOPICS, { error: `must be one of ${TOPICS.join(', ')}` }))
      .min(1, { error: 'must name something, or be left out' })
      .optional(),
  })
  .superRefine(({ format, url, chat }, context) => {
    const fault = channelFault(format, url);
    if (fault !== null) context.addIssue({ code: 'custom', path: ['url'], message: fault });
    if ((format === 'telegram') !== (chat !== undefined))
      context.addIssue({
        code: 'custom',
        path: ['chat'],
        message: 'belongs to the format telegram, and to no other',
      });
  });

const ping = z.string({ error: 'must be an https address' }).superRefine((url, context) => {
  const fault = addressFault(url);
  if (fault !== null) context.addIssue({ code: 'custom', message: fault });
});

const alertsFile = z.strictObject(
  {
    channels: z
      .array(channel, { error: 'must be a list of channels' })
      .max(MOST_CHANNELS, { error: `must be ${MOST_CHANNELS} at most` })
      .refine(all => new Set(all.map(({ name }) => name)).size === all.length, {
        error: 'must have names that differ',
      })
      .default([]),
    pings: z.partialRecord(z.enum(JOBS, { error: `must be for ${JOBS.join(', ')}` }), ping).default({}),
  },
  { error: 'must be {"channels": […], "pings": {…}}' },
);

/** What is written down: addresses in clear. Never shown. */
export type WrittenAlerts = z.infer<typeof alertsFile>;

/**
 * Whom to alert; nobody where there is no file. Every address becomes a known secret.
 * @throws HiveError (config, BAD_ALERTS_FILE) for a file that others may use, or that is not right.
 */
export function readChannels(paths: HomePaths, environment: Environment): Channels {
  const { from, isCredential, written } = readWritten(paths, environment);
  return {
    channels: written.channels.map(({ url, ...rest }) => ({
      ...rest,
      ...address(url),
      chat: rest.chat,
      only: rest.only,
    })),
    pings: JOBS.flatMap(job => {
      const url = written.pings[job];
      return url === undefined ? [] : [{ job, ...address(url) }];
    }),
    from,
    isCredential,
  };
}

function address(url: string): { readonly url: Secret; readonly host: string } {
  for (const secret of secretsIn(url)) rememberSecret(secret);
  return { url: new Secret(url), host: hostOf(url) };
}

/** The same as it is written. @throws HiveError as `readChannels`. */
export function readWritten(
  paths: HomePaths,
  environment: Environment,
): { readonly from: string; readonly isCredential: boolean; readonly written: WrittenAlerts } {
  const place = alertsPlace(paths, environment);
  if (!place) return { from: paths.alerts, isCredential: false, written: { channels: [], pings: {} } };
  const { path: from, isCredential } = place;
  return { from, isCredential, written: parsed(from, isCredential ? credentialOf(from) : textOf(from)) };
}

/** Replaces the file, for its owner alone. @throws HiveError (data or config) when it cannot be written. */
export const writeChannels = ({ alerts }: HomePaths, written: WrittenAlerts): void =>
  atomicWrite(alerts, `${JSON.stringify(written, null, 2)}\n`);

function textOf(path: string): string {
  const file = readOwnFile(path, MAX_BYTES);
  if (file.kind === 'text') return file.text;
  if (file.kind === 'fault') throw badFile(path, file.why, file.fix);
  throw badFile(path, 'went away while it was read', 'Run the command again.');
}

/** Whose it is and who may read it is what systemd sees to. */
function credentialOf(path: string): string {
  const found = statSync(path);
  if (found.isFile() && found.size <= MAX_BYTES) return readFileSync(path, 'utf8');
  throw badFile(path, 'is not a small plain file', 'Check LoadCredential= of the service.');
}

function parsed(path: string, text: string): WrittenAlerts {
  const { fault, value } = checkedAlerts(jsonIn(path, text));
  if (fault === null) return value;
  throw badFile(path, `cannot be used: ${fault}`, `Put it right: ${path}; see docs/alerts.md.`);
}

type Checked =
  | { readonly fault: null; readonly value: WrittenAlerts }
  | { readonly fault: string; readonly value: null };

/** What is written, or what is wrong with it, without a word of what is in it. */
export function checkedAlerts(written: unknown): Checked {
  const result = alertsFile.safeParse(written);
  if (result.success) return { fault: null, value: result.data };
  const faults = result.error.issues.map(({ code, path, message }) => {
    const where = path.map(String).join('.') || 'the whole';
    return `${where} ${code === 'unrecognized_keys' ? 'has a member that does not belong there' : message}`;
  });
  return { fault: [...new Set(faults)].join('; '), value: null };
}

/** The parser's own words would quote the file. */
function jsonIn(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badFile(path, 'is not JSON', `Put it right: ${path}; see docs/alerts.md.`);
  }
}

const badFile = (path: string, why: string, next: string) =>
  configError({ code: 'BAD_ALERTS_FILE', message: `The alerts file ${path} ${why}.`, next });
