import type { Middleware } from 'koa';
import type { AppOptions } from '../app-options.ts';
import { tooMany } from '../refusal.ts';

export const FEED_PATH = '/api/dashboard/live-feed';
const FULL_WAIT_MS = 10_000;

/** The live feed as a stream for those that ask for one; others get the ordinary answer. */
export const liveFeed =
  ({ streams, settings }: AppOptions): Middleware =>
  async (ctx, next) => {
    const wantsStream = /\btext\/event-stream\b/i.test(ctx.get('Accept'));
    if (!wantsStream || ctx.method !== 'GET') return next();
    if (streams.size >= settings.maxStreams)
      throw tooMany(
        `The live feed has ${streams.size} clients, as many as serve.maxStreams allows.`,
        FULL_WAIT_MS,
      );
    await streams.add(ctx.res);
    // Everything else is written to the response itself.
    ctx.respond = false;
  };
