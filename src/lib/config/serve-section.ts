import { isIP } from 'node:net';
import { z } from 'zod';

/** An origin that TLS protects, and nothing more: no path, no user, no query. */
function isHttpsOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, origin, href } = new URL(text);
  return protocol === 'https:' && (text === origin || text === href) && href === `${origin}/`;
}

const perSecond = z.number().int().min(1).max(1_000_000);

export const serve = z.strictObject({
  publicUrl: z
    .string()
    .refine(text => text === '' || isHttpsOrigin(text), {
      message: 'must be an https address without a path, such as https://hive.example',
    })
    .default('')
    .describe('Where a TLS proxy offers the dashboards; "" is nowhere.'),
  trustedProxies: z
    .array(z.string().refine(text => isIP(text) !== 0, { message: 'must be IP addresses' }))
    .max(20)
    .default([])
    .describe('Addresses of the proxies that may ask with --behind-proxy.'),
  requestsPerSecond: perSecond.default(50).describe('Of one client; four times as many at once.'),
  allRequestsPerSecond: perSecond.default(500).describe('Of all clients; twice as many at once.'),
  maxStreams: z.number().int().min(1).max(10_000).default(64).describe('Clients of the live feed.'),
});
