import type { Context, Middleware } from 'koa';
import { firstNeeds, renderPage } from '../../dashboards/shared/page.ts';
import type { PageName } from '../../dashboards/shared/state.ts';
import { send } from '../answers/send.ts';
import type { AppOptions } from '../app-options.ts';
import { firstAnswers } from './first-answers.ts';

type Options = Pick<AppOptions, 'watch' | 'assets'>;

/** A dashboard as it is now, readable without a script. */
export const page =
  (options: Options, name: PageName): Middleware =>
  ctx =>
    show(ctx, options, name);

/** `/`: the page that suits the screen. */
export const home =
  (options: Options): Middleware =>
  ctx => {
    ctx.vary('Sec-CH-UA-Mobile, User-Agent');
    return show(ctx, options, isPhone(ctx) ? 'simple' : 'terminal');
  };

async function show(ctx: Context, { watch, assets }: Options, name: PageName): Promise<void> {
  const first = { feed: await watch.snapshot(), nowMs: watch.clock.now() };
  const answers = await firstAnswers(watch, firstNeeds(name, first));
  const html = renderPage(name, { ...first, answers }, assets.pages[name]);
  await send(ctx, { body: Buffer.from(html), type: 'text/html; charset=utf-8' });
}

const PHONE = /\b(?:iPhone|iPod|Mobile)\b/;

function isPhone({ req }: Context): boolean {
  const { 'sec-ch-ua-mobile': hint, 'user-agent': agent = '' } = req.headers;
  return hint === undefined ? PHONE.test(agent) : hint === '?1';
}
