import type { Context, Middleware } from 'koa';
import type { AppOptions } from '../app-options.ts';
import { Refusal, tooMany } from '../refusal.ts';
import { forwardedClient, isTrusted, limitKey, peerOf } from '../security/client-address.ts';
import { TokenBuckets } from '../security/token-buckets.ts';

const AT_ONCE = 4;
const ALL_AT_ONCE = 2;
/** A page loads a hundred of them at once, from memory, and then never again. */
const ASSET_COST = 0.1;

type Options = Pick<AppOptions, 'behindProxy' | 'settings' | 'clock' | 'assets'>;

/**
 * Whom limits count: the peer, or the client that a trusted proxy speaks for.
 * @throws Refusal (403) behind a proxy for everybody who is not one.
 */
export function clientOf(
  { req }: Context,
  { behindProxy, settings }: Pick<Options, 'behindProxy' | 'settings'>,
): string {
  const peer = peerOf(req);
  if (!behindProxy) return limitKey(peer);
  if (isTrusted(peer, settings.trustedProxies)) return limitKey(forwardedClient(req, peer));
  throw new Refusal({
    status: 403,
    code: 'NOT_THE_PROXY',
    message: 'This server answers its proxy only.',
    next: 'Ask at the public address, or name the proxy in serve.trustedProxies.',
  });
}

/** Token buckets: of each client, and of all together. */
export function limitRates(options: Options): Middleware {
  const { settings, clock, assets } = options;
  const bucketsOf = (perSecond: number, times: number) =>
    new TokenBuckets({ perSecond, burst: perSecond * times, clock });
  const each = bucketsOf(settings.requestsPerSecond, AT_ONCE);
  const all = bucketsOf(settings.allRequestsPerSecond, ALL_AT_ONCE);
  return (ctx, next) => {
    // Who has had enough takes nothing from the others.
    const cost = assets.byPath.has(ctx.path) ? ASSET_COST : 1;
    const waitMs = each.take(clientOf(ctx, options), cost) || all.take('all', cost);
    if (waitMs > 0) throw tooMany('There are too many requests.', waitMs);
    return next();
  };
}
