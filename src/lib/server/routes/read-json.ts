import type { Context } from 'koa';
import { badRequest, Refusal } from '../refusal.ts';

const MOST_BYTES = 16 * 1024;

/**
 * The JSON body of a request.
 * @throws Refusal 415 for other kinds, 413 for more than 16 KiB, 400 for what is no JSON.
 */
export async function readJson(ctx: Context): Promise<unknown> {
  const { 'content-type': type = '', 'content-encoding': encoding } = ctx.req.headers;
  if (!/^application\/json *(?:; *charset="?utf-8"?)?$/i.test(type.trim()) || encoding !== undefined)
    throw wrongType();
  const text = await readText(ctx);
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest('The body is not JSON.', 'Send one JSON object.');
  }
}

async function readText({ req }: Context): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = Number(req.headers['content-length'] ?? 0);
  if (bytes > MOST_BYTES) throw tooLarge();
  bytes = 0;
  // The request stays open: its answer is still to be sent.
  for await (const chunk of req.iterator({ destroyOnReturn: false })) {
    bytes += (chunk as Buffer).length;
    if (bytes > MOST_BYTES) throw tooLarge();
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const wrongType = () =>
  new Refusal({
    status: 415,
    code: 'NOT_JSON',
    message: 'Only plain application/json is read.',
    next: 'Send the header "Content-Type: application/json".',
  });

const tooLarge = () =>
  new Refusal({
    status: 413,
    code: 'BODY_TOO_LARGE',
    message: `The body has more than ${MOST_BYTES} bytes.`,
    next: 'Send less.',
  });
