import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Environment } from '../../config/environment.ts';
import { configError, type HiveError } from '../../core/errors.ts';
import { readOwnFile } from '../../store/files/read-own-file.ts';
import { type KeyPair, keyPair } from './key-pair.ts';

/** Which of the two key pairs of an owner: they open different accounts. */
export type KeyKind = 'paper' | 'live';

const MAX_BYTES = 16 * 1024;

/** What the credentials of systemd are called. */
export const CREDENTIAL_NAMES: Readonly<Record<KeyKind, readonly [keyId: string, secret: string]>> = {
  paper: ['alpaca-key-id', 'alpaca-secret-key'],
  live: ['alpaca-live-key-id', 'alpaca-live-secret-key'],
};

/** Credentials that systemd hands to a service (LoadCredential=); null when there are none. */
export function fromSystemd({ CREDENTIALS_DIRECTORY: folder }: Environment, kind: KeyKind): KeyPair | null {
  if (!folder) return null;
  const names = CREDENTIAL_NAMES[kind];
  const [keyId, secret] = names.map(name => credential(join(folder, name)));
  return keyPair({ keyId, secret, from: 'systemd credential', names });
}

/** Tools that write files end them with a line end, which no key has. */
function credential(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return undefined;
  if (found.isFile() && found.size <= MAX_BYTES) return readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  throw configError({
    code: 'BAD_KEY',
    message: `The systemd credential ${path} is not a small plain file.`,
    next: 'Check LoadCredential= of the service.',
  });
}

const pair = z.strictObject({ keyId: z.string(), secret: z.string() }).partial();
const keyFile = z.strictObject({ paper: pair, live: pair }).partial();

/**
 * The key file; null when it, or the wanted part of it, is not there. A file that was named must be there.
 * @throws HiveError (config): BAD_KEY_FILE when others may use it or it is no key file.
 */
export function fromKeyFile(
  { path, isNamed }: { readonly path: string; readonly isNamed: boolean },
  kind: KeyKind,
): KeyPair | null {
  const pairs = readKeyFile(path);
  if (pairs === null && isNamed)
    throw badFile(path, 'does not exist', 'Make it, or leave alpaca.keyFile out.');
  const written = pairs?.[kind];
  if (!written) return null;
  return keyPair({
    keyId: written.keyId,
    secret: written.secret,
    from: `key file ${path}`,
    names: [`${kind}.keyId`, `${kind}.secret`],
  });
}

/** Both pairs of a key file; null when there is no such file. @throws HiveError (config, BAD_KEY_FILE). */
export function readKeyFile(path: string): z.infer<typeof keyFile> | null {
  const file = readOwnFile(path, MAX_BYTES);
  if (file.kind === 'fault') throw badFile(path, file.why, file.fix);
  return file.kind === 'missing' ? null : parsed(path, file.text);
}

function parsed(path: string, text: string): z.infer<typeof keyFile> {
  const result = keyFile.safeParse(jsonIn(text));
  if (result.success) return result.data;
  throw badFile(
    path,
    'is not a key file',
    'Write JSON: {"paper": {"keyId": "…", "secret": "…"}, "live": {"keyId": "…", "secret": "…"}}',
  );
}

/** Undefined for text that is no JSON; the parser's own words would quote the file. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const badFile = (path: string, why: string, next: string): HiveError =>
  configError({ code: 'BAD_KEY_FILE', message: `The key file ${path} ${why}.`, next });

/** The variables that Alpaca's own tools read; null when neither is set. */
export const fromEnvironment = ({
  APCA_API_KEY_ID: keyId,
  APCA_API_SECRET_KEY: secret,
}: Environment): KeyPair | null =>
  keyPair({ keyId, secret, from: 'environment', names: ['APCA_API_KEY_ID', 'APCA_API_SECRET_KEY'] });
