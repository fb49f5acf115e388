import type { Context, Middleware } from 'koa';
import type { AppOptions } from '../app-options.ts';
import { clientOf } from '../middleware/limit-rates.ts';
import { badRequest, Refusal, tooMany } from '../refusal.ts';
import { TokenBuckets } from '../security/token-buckets.ts';
import { readJson } from './read-json.ts';

const FAILURES_A_MINUTE = 10;
const MOST_CHARACTERS = 256;
const NEXT = 'Send {"code": "…"} or {"token": "…"}.';

/** `POST /api/session`: a code of a login link, or the token, for a cookie. */
export function session(options: AppOptions): Middleware {
  const { clock } = options;
  const failures = new TokenBuckets({
    perSecond: FAILURES_A_MINUTE / 60,
    burst: FAILURES_A_MINUTE,
    clock,
  });
  return async ctx => {
    const given = givenIn(await readJson(ctx));
    const client = clientOf(ctx, options);
    const waitMs = failures.waitMs(client);
    if (waitMs > 0) throw tooMany('There were too many failed logins.', waitMs);
    if (!isGood(given, options)) {
      failures.take(client);
      throw refused(given.kind);
    }
    ctx.status = 204;
    ctx.append('Set-Cookie', cookie(ctx, options));
  };
}

interface Given {
  readonly kind: 'code' | 'token';
  readonly value: string;
}

function givenIn(body: unknown): Given {
  const entries = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  const [kind, value] = entries[0] ?? [];
  const isGiven = (kind === 'code' || kind === 'token') && typeof value === 'string';
  if (entries.length !== 1 || !isGiven || value.length > MOST_CHARACTERS)
    throw badRequest('The body is not one code or one token.', NEXT);
  return { kind, value };
}

const isGood = ({ kind, value }: Given, { codes, credentials }: AppOptions): boolean =>
  kind === 'code' ? codes.redeem(value) : credentials.isToken(value);

const refused = (kind: Given['kind']) =>
  new Refusal({
    status: 401,
    code: 'LOGIN_REFUSED',
    message:
      kind === 'code' ? 'That link was used before, or is older than ten minutes.' : 'That is not the token.',
    next: 'Paste the token: it is in the file that hive serve names when it starts.',
  });

/** Where the browser speaks TLS with a proxy, the cookie is for TLS alone. */
function cookie(ctx: Context, { credentials, cookieName, behindProxy, places }: AppOptions): string {
  const { value, maxAgeSeconds } = credentials.newSession();
  const isSecure = behindProxy || ctx.req.headers.host === places.publicHost;
  const attributes = `Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;
  return `${cookieName}=${value}; ${attributes}`;
}
