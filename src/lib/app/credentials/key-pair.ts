import { Secret } from '../../config/secret.ts';
import { configError, type HiveError } from '../../core/errors.ts';

/** A pair of keys of Alpaca, and where it was found. */
export interface KeyPair {
  readonly keyId: Secret;
  readonly secret: Secret;
  /** For people: `environment`, `key file /srv/hive/alpaca-keys.json`. */
  readonly from: string;
}

/** What a source holds; undefined is a half that it does not have. */
export interface WrittenPair {
  readonly keyId: string | undefined;
  readonly secret: string | undefined;
  readonly from: string;
  /** The names of the halves, for people. */
  readonly names: readonly [keyId: string, secret: string];
}

/**
 * Checks what a source holds; null when it has neither half. No message says anything of a key but its fault.
 * @throws HiveError (config): HALF_A_KEY_PAIR, BAD_KEY.
 */
export function keyPair({ keyId, secret, from, names }: WrittenPair): KeyPair | null {
  if (keyId === undefined && secret === undefined) return null;
  if (keyId === undefined) throw half(from, names[1], names[0]);
  if (secret === undefined) throw half(from, names[0], names[1]);
  return {
    keyId: new Secret(checked(keyId, from, names[0])),
    secret: new Secret(checked(secret, from, names[1])),
    from,
  };
}

const half = (from: string, has: string, lacks: string): HiveError =>
  configError({
    code: 'HALF_A_KEY_PAIR',
    message: `Half a pair of keys: the ${from} has ${has}, but not ${lacks}.`,
    next: `Add ${lacks}, or take ${has} away to use the next source of keys.`,
  });

function checked(value: string, from: string, name: string): string {
  const fault = faultOf(value);
  if (fault === null) return value;
  throw configError({
    code: 'BAD_KEY',
    message: `${name} of the ${from} ${fault}.`,
    next: 'Copy it again from the page of your account at Alpaca, without quotes and blanks.',
  });
}

function faultOf(value: string): string | null {
  if (value === '') return 'is empty';
  if (/\s/.test(value)) return 'holds white space';
  if (/\p{Cc}/u.test(value)) return 'holds a control character';
  return /^[\x21-\x7e]{1,256}$/.test(value) ? null : 'holds what no key holds, or is too long';
}
