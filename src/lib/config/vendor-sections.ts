import { z } from 'zod';
import { isVendorUrl, LIVE_HOST } from './vendor-urls.ts';

/** A base URL of one of the vendor's own hosts, or of this machine for rehearsals; never any other. */
const vendorUrl = (hosts: readonly string[]) =>
  z.string().refine(text => isVendorUrl(text, hosts), {
    message: `must be https://${hosts.join(' or https://')}, or http on this machine such as http://127.0.0.1:8123`,
  });

const PAPER = 'https://paper-api.alpaca.markets';

export const broker = z.strictObject({
  kind: z
    .enum(['simulated', 'alpaca'])
    .default('simulated')
    .describe('simulated: the embedded paper broker; alpaca: your account there.'),
});

export const alpaca = z.strictObject({
  tradingUrl: vendorUrl(['paper-api.alpaca.markets', LIVE_HOST])
    .default(PAPER)
    .describe(`Where orders go; mode live needs https://${LIVE_HOST}.`),
  dataUrl: vendorUrl(['data.alpaca.markets'])
    .default('https://data.alpaca.markets')
    .describe('Where quotes and bars come from.'),
  accountNumber: z
    .string()
    .regex(/^[A-Za-z0-9-]{0,64}$/)
    .default('')
    .describe('The one account that may be traded; mode live needs it.'),
  keyFile: z
    .string()
    .default('')
    .describe('A file with the keys, of mode 0600; "" is alpaca-keys.json of the home folder.'),
  stockFeed: z
    .enum(['iex', 'sip'])
    .default('iex')
    .describe('Feed of stock bars; sip needs a paid subscription.'),
});

export const yahoo = z.strictObject({
  url: vendorUrl(['query2.finance.yahoo.com'])
    .default('https://query2.finance.yahoo.com')
    .describe('Where charts come from.'),
});
