import { usageError } from '../../core/errors.ts';
import { readOwnFile } from '../../store/files/read-own-file.ts';
import { type KeyPair, keyPair } from '../credentials/key-pair.ts';
import type { KeyKind } from '../credentials/key-sources.ts';

const MAX_BYTES = 16 * 1024;
const VARIABLE = /^(?:export\s+)?(APCA_API_KEY_ID|APCA_API_SECRET_KEY)=(.*)$/;
const FORMS =
  'Give two lines, key id and secret; or APCA_API_KEY_ID=… and APCA_API_SECRET_KEY=…; or JSON as in a key file.';

/** A text that keys are to be found in, and where it is from. */
export interface KeysText {
  readonly text: string;
  /** For people: `file /srv/hive/keys`, `standard input`. */
  readonly from: string;
}

/** @throws HiveError (usage, KEYS_UNREADABLE) for a file that is not there, not plain, or that others may read. */
export function keysFile(path: string): KeysText {
  const file = readOwnFile(path, MAX_BYTES);
  if (file.kind === 'text') return { text: file.text, from: `file ${path}` };
  const [why, next] =
    file.kind === 'missing'
      ? ['does not exist', 'Correct the path, or give the keys to standard input: --keys-from -']
      : [file.why, file.fix];
  throw usageError({ code: 'KEYS_UNREADABLE', message: `The file of keys ${path} ${why}.`, next });
}

/**
 * The pair in a text of one of three forms: two lines, variables as Alpaca's own tools read them, or JSON as in a key file.
 * No message quotes the text.
 * @throws HiveError (usage, NO_KEYS_IN_TEXT); (config): HALF_A_KEY_PAIR, BAD_KEY.
 */
export function keysIn({ text, from }: KeysText, kind: KeyKind): KeyPair {
  const [keyId, secret] = text.trim().startsWith('{') ? inJson(text, kind) : inLines(text);
  const pair = keyPair({ keyId, secret, from, names: ['the key id', 'the secret key'] });
  if (pair) return pair;
  throw usageError({
    code: 'NO_KEYS_IN_TEXT',
    message: `No pair of ${kind} keys was found in the ${from}.`,
    next: FORMS,
  });
}

type Halves = readonly [keyId: string | undefined, secret: string | undefined];

function inJson(text: string, kind: KeyKind): Halves {
  const read = parsed(text);
  const pair = read?.[kind] ?? read;
  return [member(pair, 'keyId'), member(pair, 'secret')];
}

function member(value: unknown, name: string): string | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  const found = (value as Record<string, unknown>)[name];
  return typeof found === 'string' ? found : undefined;
}

/** The parser's own words would quote the text. */
function parsed(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

function inLines(text: string): Halves {
  const lines = text
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'));
  const named = lines.flatMap(line => {
    const match = VARIABLE.exec(line);
    return match ? [[match[1], match[2]!.replace(/^(["'])(.*)\1$/, '$2')] as const] : [];
  });
  if (named.length > 0) {
    const found = new Map(named);
    return [found.get('APCA_API_KEY_ID'), found.get('APCA_API_SECRET_KEY')];
  }
  return lines.length === 2 ? [lines[0], lines[1]] : [undefined, undefined];
}
