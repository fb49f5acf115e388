import type { Context, Middleware } from 'koa';
import { HiveError } from '../../core/errors.ts';
import { errorBody, Refusal, type RefusalDetail } from '../refusal.ts';
import { SECURITY_HEADERS } from '../security/headers.ts';

const BROKEN: RefusalDetail = {
  status: 500,
  code: 'BUG',
  message: 'The server met something unexpected.',
  next: 'Look at what hive serve prints on stderr.',
};

const HEADERS = Object.entries(SECURITY_HEADERS);

/**
 * Outermost: every answer has the security headers, and every failure is an envelope. Nothing of an unexpected
 * error is told to the client.
 */
export const answerErrors =
  (onTrouble: (sentence: string) => void): Middleware =>
  async (ctx, next) => {
    for (const [name, value] of HEADERS) ctx.res.setHeader(name, value);
    try {
      await next();
    } catch (error) {
      if (!isExpected(ctx, error)) onTrouble(troubleOf(ctx, error));
      answer(ctx, detailOf(error));
    }
  };

/** A client that leaves before it has said all is nobody's trouble. */
const isExpected = ({ req }: Context, error: unknown): boolean =>
  error instanceof Refusal || error instanceof HiveError || req.socket.destroyed || req.errored !== null;

function detailOf(error: unknown): RefusalDetail {
  if (error instanceof Refusal) return error.detail;
  if (!(error instanceof HiveError)) return BROKEN;
  const { code, message, next, retryable } = error;
  return { status: 503, code, message, next, retryable };
}

function answer(ctx: Context, detail: RefusalDetail): void {
  ctx.status = detail.status;
  ctx.set(detail.headers ?? {});
  // What the client wanted to say beside the head is not read any more.
  if (hasBody(ctx)) ctx.set('Connection', 'close');
  ctx.type = 'application/json; charset=utf-8';
  ctx.body = errorBody(detail);
}

/** Whether a body was announced. */
export const hasBody = ({ req }: Context): boolean =>
  req.headers['transfer-encoding'] !== undefined || (req.headers['content-length'] ?? '0') !== '0';

/** For the log: what was asked, without its parameters, and why it failed. */
export const troubleOf = ({ method, path }: Context, error: unknown): string =>
  `${method} ${JSON.stringify(path.slice(0, 200))} failed: ${error instanceof Error ? error.message : String(error)}`;
