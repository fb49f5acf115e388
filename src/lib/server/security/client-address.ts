import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** An IPv4 address within IPv6 is that IPv4 address. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '').toLowerCase();

/** Who is at the other end of the socket. */
export const peerOf = (request: IncomingMessage): string => plain(request.socket.remoteAddress ?? 'gone');

export const isTrusted = (peer: string, proxies: readonly string[]): boolean =>
  proxies.some(proxy => plain(proxy) === peer);

/**
 * The client that a trusted proxy speaks for: the last entry of X-Forwarded-For, which the proxy itself wrote; what
 * stands before it may be made up. The proxy, where there is none.
 */
export function forwardedClient(request: IncomingMessage, peer: string): string {
  const header = request.headers['x-forwarded-for'];
  const last = plain((Array.isArray(header) ? header.join(',') : (header ?? '')).split(',').at(-1)!.trim());
  return isIP(last) ? last : peer;
}

/** Whom limits count: an IPv6 client has a whole /64 network to itself. */
export function limitKey(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::', 2);
  const front = head === '' ? [] : head.split(':');
  const back = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  return [...front, ...Array<string>(zeros).fill('0'), ...back].slice(0, 4).join(':');
}
