import Router from '@koa/router';
import Koa from 'koa';
import { PAGES } from '../dashboards/shared/state.ts';
import type { AppOptions } from './app-options.ts';
import { answerErrors } from './middleware/answer-errors.ts';
import { checkRequest, SESSION_PATH } from './middleware/check-request.ts';
import { limitRates } from './middleware/limit-rates.ts';
import { requireLogin } from './middleware/require-login.ts';
import { notFound } from './refusal.ts';
import { api, metrics, openapi } from './routes/api.ts';
import { assetRoute } from './routes/assets.ts';
import { FEED_PATH, liveFeed } from './routes/live-feed.ts';
import { home, page } from './routes/pages.ts';
import { session } from './routes/session.ts';

/**
 * The API and the dashboards of one home. Everything is read: the only thing that can be posted is a login.
 * Each request passes, in this order: limits, checks of where it comes from, the login, its route.
 */
export function createApp(options: AppOptions): Koa {
  const app = new Koa();
  // Clients that leave in the middle of an answer are nobody's trouble; everything else was answered already.
  app.on('error', () => undefined);
  const router = routes(options);
  app
    .use(answerErrors(options.onTrouble))
    .use(limitRates(options))
    .use(checkRequest(options.places))
    .use(requireLogin(options))
    .use(router.routes())
    .use(() => {
      throw notFound();
    });
  return app;
}

function routes(options: AppOptions): Router {
  const { watch, assets } = options;
  const router = new Router({ sensitive: true, strict: true });
  router.post(SESSION_PATH, session(options));
  router.get('/', home(options));
  for (const name of PAGES) router.get(`/${name}`, page(options, name));
  router.get('/metrics', metrics(watch));
  router.get('/openapi.json', openapi(watch));
  router.get(/^\/assets\//, assetRoute(assets));
  router.get(FEED_PATH, liveFeed(options));
  for (const path of watch.paths)
    router.get(
      path,
      api(options, path, ctx => ctx.params),
    );
  return router;
}
