import type { Delivery } from '../../alerts/outbox.ts';
import { knownSecrets } from '../../config/known-secrets.ts';
import { readLimited } from '../../core/read-limited.ts';
import { redactSecrets } from '../../core/redact-secrets.ts';

export interface PostOptions {
  readonly type: 'application/json' | 'text/plain; charset=utf-8';
  readonly body: string;
  /** Nothing is waited for after it is aborted. */
  readonly signal: AbortSignal;
}

const MOST_ANSWER_BYTES = 4_096;
const MOST_SHOWN = 200;
const LONGEST_RETRY_S = 3_600;

/**
 * Posts to an address and says what came back, without a word of the address. Follows no redirect: it would carry what
 * is said to a stranger. Never throws.
 */
export async function post(url: string, { type, body, signal }: PostOptions): Promise<Delivery> {
  try {
    const headers = { 'content-type': type, 'user-agent': 'hive-trade' };
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    return await delivery(response);
  } catch (error) {
    return {
      kind: 'failed',
      why: signal.aborted ? 'it did not answer in time' : whyOf(error),
      retryAfterMs: null,
    };
  }
}

async function delivery(response: Response): Promise<Delivery> {
  const { status, headers } = response;
  const said = shown(await answerOf(response));
  const why = `it answered ${status}${said === '' ? '' : `: ${said}`}`;
  if (status >= 200 && status < 300) return { kind: 'taken', why };
  if (status >= 300 && status < 400)
    return {
      kind: 'failed',
      why: `it answered ${status}, a redirect, which is not followed`,
      retryAfterMs: null,
    };
  return { kind: 'failed', why, retryAfterMs: retryAfterMs(headers.get('retry-after')) };
}

/** Too long an answer is none; that it was taken is told by the status. */
async function answerOf(response: Response): Promise<string> {
  const bytes = await readLimited(response.body, MOST_ANSWER_BYTES).catch(() => null);
  return bytes === null ? '' : Buffer.from(bytes).toString('utf8');
}

/** A line of what a stranger answered. */
const shown = (text: string): string =>
  redactSecrets(text, knownSecrets())
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, MOST_SHOWN)
    .toWellFormed();

/** Seconds (RFC 9110, 10.2.3); dates are not for machines whose clocks may be wrong. */
function retryAfterMs(text: string | null): number | null {
  const seconds = /^\d{1,9}$/.test(text ?? '') ? Number(text) : null;
  return seconds === null ? null : 1_000 * Math.min(seconds, LONGEST_RETRY_S);
}

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'it broke the connection',
  UND_ERR_SOCKET: 'it broke the connection',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'its name could not be looked up',
  ENETUNREACH: 'there is no network',
  EHOSTUNREACH: 'it cannot be reached',
  ETIMEDOUT: 'it did not answer in time',
};

/** By its code alone: messages of errors may quote the address. */
function whyOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (Object.hasOwn(WORDS, code)) return WORDS[code]!;
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(code)) return `its certificate is not trusted (${code})`;
  return /^[A-Z0-9_]{1,40}$/.test(code) ? `the request failed (${code})` : 'the request failed';
}
