import type { Context, Middleware } from 'koa';
import { loginPage } from '../../dashboards/shared/page.ts';
import { send } from '../answers/send.ts';
import type { AppOptions } from '../app-options.ts';
import { Refusal } from '../refusal.ts';
import type { Credentials } from '../security/credentials.ts';
import { PAGE_PATHS, SESSION_PATH } from './check-request.ts';

type Options = Pick<AppOptions, 'assets' | 'credentials' | 'cookieName'>;

/**
 * Lets through who holds the token or a session. Of everything else only the page to log in, what that page loads,
 * and the login itself are there; a page that was asked for is answered with that page, and status 401.
 */
export function requireLogin({ assets, credentials, cookieName }: Options): Middleware {
  const page = Buffer.from(loginPage(assets.login));
  const showLogin = (ctx: Context, status: number) =>
    send(ctx, { body: page, type: 'text/html; charset=utf-8', status, effort: 'small' });
  return (ctx, next) => {
    const { path } = ctx;
    if (path === '/login') return showLogin(ctx, 200);
    if (path === SESSION_PATH || assets.byPath.get(path)?.isOpen) return next();
    if (isLoggedIn(ctx, credentials, cookieName)) return next();
    if (PAGE_PATHS.has(path)) return showLogin(ctx, 401);
    throw new Refusal({
      status: 401,
      code: 'LOGIN_NEEDED',
      message: 'This needs a login.',
      next: 'Send the token as "Authorization: Bearer …", or log in at /login.',
      headers: { 'www-authenticate': 'Bearer realm="hive"' },
    });
  };
}

/** A token that is sent is looked at alone: a wrong one is not made good by a cookie. */
function isLoggedIn({ req }: Context, credentials: Credentials, cookieName: string): boolean {
  const { authorization, cookie = '' } = req.headers;
  if (authorization !== undefined) {
    const [, token] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
    return token !== undefined && credentials.isToken(token);
  }
  return valuesOf(cookie, cookieName).some(value => credentials.isSession(value));
}

const MOST_COOKIES = 8;

/** Values of the cookies of that name. */
function valuesOf(header: string, name: string): string[] {
  const start = `${name}=`;
  const found = header.split(';').map(part => part.trim());
  return found
    .filter(part => part.startsWith(start))
    .slice(0, MOST_COOKIES)
    .map(part => part.slice(start.length));
}
