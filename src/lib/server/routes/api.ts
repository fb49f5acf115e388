import type { Context, Middleware } from 'koa';
import type { HiveWatch } from '../../app/watch/hive-watch.ts';
import { send } from '../answers/send.ts';
import type { AppOptions } from '../app-options.ts';
import { troubleOf } from '../middleware/answer-errors.ts';
import { badRequest } from '../refusal.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

/** One path of the API, with the parameters that its pattern found in the path. */
export const api =
  (
    { watch, onTrouble }: Pick<AppOptions, 'watch' | 'onTrouble'>,
    path: string,
    inPath: (ctx: Context) => Readonly<Record<string, string>>,
  ): Middleware =>
  async ctx => {
    const parameters = allParameters(inPath(ctx), ctx.querystring);
    const { status, body, etag, bug } = await watch.answer(path, parameters);
    if (bug !== undefined) onTrouble(troubleOf(ctx, bug));
    await send(ctx, { status, body, etag, type: JSON_TYPE });
  };

/**
 * Parameters of path and query together. Each is given once: what a second one would mean nobody can know.
 * @throws Refusal (400)
 */
export function allParameters(
  inPath: Readonly<Record<string, string>>,
  query: string,
): Readonly<Record<string, string>> {
  if (query === '') return inPath;
  const all = new Map(Object.entries(inPath));
  for (const [name, value] of new URLSearchParams(query)) {
    if (all.has(name))
      throw badRequest(`The parameter ${JSON.stringify(name)} is given twice.`, 'Give it once.');
    all.set(name, value);
  }
  return Object.fromEntries(all);
}

/** The exposition format of Prometheus. */
export const metrics =
  (watch: HiveWatch): Middleware =>
  async ctx =>
    send(ctx, {
      body: Buffer.from(await watch.metrics()),
      type: 'text/plain; version=0.0.4; charset=utf-8',
    });

export const openapi =
  (watch: HiveWatch): Middleware =>
  async ctx =>
    send(ctx, { body: Buffer.from(await watch.openapi()), type: JSON_TYPE });
