import { randomBytes } from 'node:crypto';
import { configError } from '../../core/errors.ts';
import { createOnce } from './create-once.ts';
import { readOwnFile } from './read-own-file.ts';

const BYTES = 32;
const MAX_BYTES = 256;
/** 32 bytes in base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/**
 * The bearer token of the server, 256 bits from the system's source of randomness, made when there is none.
 * @throws HiveError (config, TOKEN_FILE) for a file that others may use or that holds something else; (config or data,
 * WRITE_FAILED) when a new one cannot be written.
 */
export function serveToken(path: string): string {
  const kept = readToken(path);
  if (kept !== null) return kept;
  const token = randomBytes(BYTES).toString('base64url');
  if (createOnce(path, `${token}\n`)) return token;
  // Another server was quicker.
  const other = readToken(path);
  if (other !== null) return other;
  throw badFile(path, 'went away while it was read', 'Start hive serve again.');
}

function readToken(path: string): string | null {
  const file = readOwnFile(path, MAX_BYTES);
  if (file.kind === 'missing') return null;
  if (file.kind === 'fault') throw badFile(path, file.why, file.fix);
  const token = file.text.trim();
  if (TOKEN.test(token)) return token;
  throw badFile(path, 'holds no token', `Remove it, and hive serve makes a new one: rm ${path}`);
}

const badFile = (path: string, why: string, next: string) =>
  configError({ code: 'TOKEN_FILE', message: `The token file ${path} ${why}.`, next });
