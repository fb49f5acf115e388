import { z } from 'zod';
import { DAY_MS } from '../../core/interval.ts';
import { marketBanner } from '../market-banner.ts';
import { predict } from '../predict.ts';
import { type LiveFeed, schema } from '../schemas/live-feed.ts';
import { epochMs, marketOf } from '../settings.ts';
import { trainingProgress } from '../train/training-progress.ts';
import { endpoint, type Home } from './endpoint.ts';
import { equityView } from './equity-points.ts';
import { healthNow } from './health.ts';
import { limitsNow } from './limits-now.ts';
import { ordersNow } from './orders.ts';
import { barViews, quoteViews } from './quote-views.ts';
import { barsKey, modelsKey, remembered } from './remembered.ts';
import { statusNow } from './status.ts';

/** How many of the newest pages begin with. */
const NEWEST = { events: 100, signals: 60, fills: 50, orders: 50, points: 300 };

const predictions = remembered(
  home => predict(home, []),
  home => `${barsKey(home)} ${modelsKey(home)}`,
);

/** Everything at one moment. */
export async function liveFeed(home: Home): Promise<LiveFeed> {
  const { config, journal, clock } = home;
  const { crypto, stocks } = config.market;
  const feed = {
    simulated: [crypto.source, stocks.source].includes('simulated'),
    banner: marketBanner(config),
    market: marketOf(config, 'crypto'),
    broker: config.broker.kind,
    interval: config.market.interval,
    epochMs: epochMs(config),
    revision: home.revision(),
    status: await statusNow(home),
    limits: await limitsNow(home),
    equity: equityView(journal, { fromMs: clock.now() - DAY_MS, points: NEWEST.points }),
    quotes: await quoteViews(home),
    bars: await barViews(home),
    predictions: await predictions(home),
    signals: journal.signals.slice(0, NEWEST.signals),
    fills: journal.newestTrades(NEWEST.fills).toReversed(),
    events: journal.events.slice(0, NEWEST.events),
    orders: ordersNow(home, NEWEST.orders),
    training: await trainingProgress(home.paths),
    health: await healthNow(home),
  };
  // The same shape, but for what its makers promise not to change.
  return feed as unknown as LiveFeed;
}

export const feed = endpoint({
  path: '/api/dashboard/live-feed',
  schema: 'live-feed',
  summary: 'Everything at one moment; as a stream of what changes with Accept: text/event-stream.',
  command: null,
  query: z.strictObject({}),
  data: schema,
  read: liveFeed,
});
