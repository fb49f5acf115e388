import { type Format, hostOf } from '../../alerts/address.ts';
import type { Topic } from '../../alerts/alert.ts';
import type { Environment } from '../../config/environment.ts';
import { rememberSecret } from '../../config/known-secrets.ts';
import { configError, nearest, usageError } from '../../core/errors.ts';
import type { JobName } from '../../core/job.ts';
import type { HomePaths } from '../home.ts';
import { makeHomeFolder } from '../private-folders.ts';
import { checkedAlerts, readWritten, type WrittenAlerts, writeChannels } from './channels.ts';

/** A home whose channels are changed. */
export interface AlertsHome {
  readonly paths: HomePaths;
  readonly environment: Environment;
}

export interface NewChannel {
  readonly name: string;
  readonly format: Format;
  readonly chat: string | undefined;
  readonly only: readonly Topic[] | undefined;
  /** Asks for the address, once everything else is right. */
  readonly address: () => Promise<string>;
}

/** What a change comes to. */
export interface ChannelChange {
  readonly name: string;
  /** What may be shown of the address. */
  readonly host: string;
  readonly file: string;
}

/**
 * Adds a channel to the file of the home.
 * @throws HiveError (usage) NAME_TAKEN, BAD_ADDRESS; (config) BAD_ALERTS_FILE, READ_ONLY_ALERTS.
 */
export async function addChannel(home: AlertsHome, request: NewChannel): Promise<ChannelChange> {
  const before = changeable(home);
  const { name, format, chat, only, address } = request;
  if (before.channels.some(known => known.name === name)) throw nameTaken(name);
  const url = await secretAddress(address);
  const added = {
    ...{ name, format, url },
    ...(chat === undefined ? {} : { chat }),
    ...(only === undefined ? {} : { only: [...only] }),
  };
  write(home, { ...before, channels: [...before.channels, added] });
  return { name, host: hostOf(url), file: home.paths.alerts };
}

/** Takes a channel out again. @throws HiveError (usage, NO_CHANNEL); (config) as `addChannel`. */
export function removeChannel(home: AlertsHome, name: string): ChannelChange {
  const before = changeable(home);
  const known = before.channels.find(channel => channel.name === name);
  if (!known) throw noChannel(name, before.channels);
  write(home, { ...before, channels: before.channels.filter(channel => channel !== known) });
  return { name, host: hostOf(known.url), file: home.paths.alerts };
}

export interface PingChange {
  readonly job: JobName;
  /** Null when it is pinged no more. */
  readonly host: string | null;
  readonly file: string;
}

/** Sets where a job says how it runs; a null address ends that. @throws HiveError as `addChannel`. */
export async function setPing(
  home: AlertsHome,
  { job, address }: { readonly job: JobName; readonly address: (() => Promise<string>) | null },
): Promise<PingChange> {
  const before = changeable(home);
  const { [job]: _, ...others } = before.pings;
  const url = address === null ? null : await secretAddress(address);
  write(home, { ...before, pings: url === null ? others : { ...others, [job]: url } });
  return { job, host: url === null ? null : hostOf(url), file: home.paths.alerts };
}

function changeable({ paths, environment }: AlertsHome): WrittenAlerts {
  const { from, isCredential, written } = readWritten(paths, environment);
  if (!isCredential) return written;
  throw configError({
    code: 'READ_ONLY_ALERTS',
    message: `The channels come from the systemd credential ${from}, which cannot be changed here.`,
    next: 'Change the file that LoadCredential= of the service names.',
  });
}

async function secretAddress(ask: () => Promise<string>): Promise<string> {
  const url = (await ask()).trim();
  rememberSecret(url);
  return url;
}

/** What is not right is refused before anything is written. */
function write({ paths }: AlertsHome, written: WrittenAlerts): void {
  const { fault, value } = checkedAlerts(written);
  if (fault !== null) throw badAddress(fault);
  makeHomeFolder(paths);
  writeChannels(paths, value);
}

const badAddress = (fault: string) =>
  usageError({
    code: 'BAD_ADDRESS',
    message: `That is no channel: ${fault}.`,
    next: 'Nothing was changed. docs/alerts.md says where to find the address of each format.',
  });

const nameTaken = (name: string) =>
  usageError({
    code: 'NAME_TAKEN',
    message: `There is a channel "${name}" already.`,
    next: `Choose another name, or take it away first: hive alerts remove ${name}`,
  });

export function noChannel(name: string, channels: readonly { readonly name: string }[]) {
  const names = channels.map(known => known.name);
  const near = nearest(name, names);
  return usageError({
    code: 'NO_CHANNEL',
    message: `There is no channel "${name}".`,
    next: near ? `Did you mean ${near}?` : 'Run hive alerts list to see the channels.',
  });
}
