import type { Context } from 'koa';
import { compress, type Effort, ENCODINGS, type Encoding, LEAST_BYTES } from './compress.ts';

export interface Sent {
  readonly body: Buffer;
  /** Media type with its charset. */
  readonly type: string;
  readonly status?: number;
  /** Strong entity tag of the body, with its quotes. */
  readonly etag?: string;
  readonly effort?: Effort;
}

/** Answers with a body, compressed where the client takes that; with 304 where the client has it already. */
export async function send(ctx: Context, sent: Sent): Promise<void> {
  const { body, type, status = 200, etag, effort = 'quick' } = sent;
  const encoding = body.length < LEAST_BYTES ? null : encodingFor(ctx);
  if (body.length >= LEAST_BYTES) ctx.vary('Accept-Encoding');
  if (etag !== undefined) ctx.set('ETag', tagFor(etag, encoding));
  if (etag !== undefined && status === 200 && isKnown(ctx.get('If-None-Match'), etag)) {
    ctx.status = 304;
    return;
  }
  ctx.status = status;
  ctx.type = type;
  if (encoding) ctx.set('Content-Encoding', encoding);
  ctx.body = encoding ? await compress(body, encoding, effort) : body;
}

/** The smaller of those that the client takes. */
function encodingFor(ctx: Context): Encoding | null {
  if (ctx.get('Accept-Encoding') === '') return null;
  return ENCODINGS.find(encoding => ctx.acceptsEncodings(encoding) === encoding) ?? null;
}

/** A strong tag is of the bytes as they are sent (RFC 9110, 8.8.1). */
const tagFor = (etag: string, encoding: Encoding | null): string =>
  encoding ? etag.replace(/"$/, `-${encoding}"`) : etag;

/** Whether a client holds the body, in whatever encoding (weak comparison, RFC 9110, 13.1.2). */
function isKnown(ifNoneMatch: string, etag: string): boolean {
  if (ifNoneMatch === '') return false;
  if (ifNoneMatch.trim() === '*') return true;
  const known = ifNoneMatch.split(',').map(tag => tag.trim().replace(/^W\//, ''));
  return [etag, ...ENCODINGS.map(encoding => tagFor(etag, encoding))].some(tag => known.includes(tag));
}
