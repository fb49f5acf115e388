/** Names and numbers by which this machine calls itself. */
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

const parsed = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);

/** A URL without user, password, query and fragment: nothing to hide a host or a key in. */
const isPlain = ({ username, password, search, hash }: URL): boolean =>
  username + password + search + hash === '';

/** Whether the URL names this machine, by plain http or https. */
export function isLoopbackUrl(text: string): boolean {
  const url = parsed(text);
  return url !== null && isPlain(url) && /^https?:$/.test(url.protocol) && LOOPBACK.includes(url.hostname);
}

/** The one host where orders move real money. */
export const LIVE_HOST = 'api.alpaca.markets';

/** Whether requests to the URL reach the live host. */
export const isLiveUrl = (text: string): boolean => parsed(text)?.hostname === LIVE_HOST;

/** Whether the URL is https to exactly one of the hosts, or names this machine. */
export function isVendorUrl(text: string, hosts: readonly string[]): boolean {
  const url = parsed(text);
  const isOfficial = url !== null && isPlain(url) && url.protocol === 'https:' && hosts.includes(url.host);
  return isOfficial || isLoopbackUrl(text);
}
