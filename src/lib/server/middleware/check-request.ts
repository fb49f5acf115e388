import type { IncomingMessage } from 'node:http';
import type { Context, Middleware } from 'koa';
import { PAGES } from '../../dashboards/shared/state.ts';
import { badRequest, Refusal } from '../refusal.ts';
import type { Places } from '../security/places.ts';
import { hasBody } from './answer-errors.ts';

const MOST_URL_CHARACTERS = 2_048;
export const SESSION_PATH = '/api/session';
/** What a person may come to from another site: by a link, never by a script or in a frame. */
export const PAGE_PATHS: ReadonlySet<string> = new Set(['/', '/login', ...PAGES.map(name => `/${name}`)]);

/** Refuses what no honest client of this server sends, before anything is looked up. */
export function checkRequest(places: Places): Middleware {
  return (ctx, next) => {
    checkTarget(ctx);
    checkHost(ctx.req, places);
    checkOrigin(ctx, places);
    checkMethod(ctx);
    return next();
  };
}

function checkTarget({ req }: Context): void {
  const url = req.url ?? '';
  if (url.length > MOST_URL_CHARACTERS)
    throw new Refusal({
      status: 414,
      code: 'URL_TOO_LONG',
      message: `The URL has ${url.length} characters; at most ${MOST_URL_CHARACTERS} are read.`,
      next: 'Ask for less at once.',
    });
  if (!url.startsWith('/') || url.startsWith('//')) throw badRequest('The target of a request is a path.');
  if (!isEncodedWell(url)) throw badRequest('The URL is not percent-encoded UTF-8.');
  if (req.headers.upgrade !== undefined) throw badRequest('No other protocol is spoken here.');
}

function isEncodedWell(url: string): boolean {
  try {
    // A zero byte has no place in a name.
    return !decodeURIComponent(url).includes('\0');
  } catch {
    return false;
  }
}

/** As it was sent: a second header, or one of other letters, is somebody else's. */
function checkHost({ rawHeaders }: IncomingMessage, { hosts }: Places): void {
  const named = rawHeaders.filter((_, index) => index % 2 === 1 && isNamed(rawHeaders[index - 1], 'host'));
  if (named.length > 1) throw badRequest('There is more than one Host header.');
  if (hosts.has(named[0] ?? '')) return;
  throw new Refusal({
    status: 421,
    code: 'WRONG_HOST',
    message: 'This server does not go by that name.',
    next: 'Use the address that hive serve printed; name another in serve.publicUrl.',
  });
}

const isNamed = (header: string | undefined, name: string): boolean => header?.toLowerCase() === name;

/** Browsers say where a request comes from; other programs say nothing. */
function checkOrigin(ctx: Context, { origins }: Places): void {
  const { origin, 'sec-fetch-site': site = 'none' } = ctx.req.headers;
  const isOurs = origin === undefined || origins.has(origin);
  const isNear = site === 'same-origin' || site === 'none';
  if (isOurs && (isNear || isVisit(ctx))) return;
  throw new Refusal({
    status: 403,
    code: 'OTHER_SITE',
    message: 'Another site asks.',
    next: 'Open the dashboards themselves; other sites may not read them.',
  });
}

/** A person follows a link to a page, in a window of its own. */
const isVisit = ({ method, path, req }: Context): boolean =>
  method === 'GET' &&
  PAGE_PATHS.has(path) &&
  req.headers['sec-fetch-mode'] === 'navigate' &&
  req.headers['sec-fetch-dest'] === 'document';

/** Nothing can be written here: a question has no body, and only a login is posted. */
function checkMethod(ctx: Context): void {
  const { method, path } = ctx;
  const allowed = path === SESSION_PATH ? ['POST'] : ['GET', 'HEAD'];
  if (!allowed.includes(method)) throw wrongMethod(allowed.join(', '));
  if (method !== 'POST' && hasBody(ctx)) throw badRequest(`A ${method} has no body.`);
}

export const wrongMethod = (allow: string) =>
  new Refusal({
    status: 405,
    code: 'METHOD_NOT_ALLOWED',
    message: `Only ${allow} is answered here: nothing can be changed over the network.`,
    next: 'Use the commands of hive to change something.',
    headers: { allow },
  });
