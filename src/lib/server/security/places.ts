/** The names that this server answers to. */
export interface Places {
  /** Values of a Host header. */
  readonly hosts: ReadonlySet<string>;
  /** Values of an Origin header. */
  readonly origins: ReadonlySet<string>;
  /** Host of the public URL; null without one. */
  readonly publicHost: string | null;
  /** Where people find the pages. */
  readonly url: string;
}

export interface PlaceOptions {
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly behindProxy: boolean;
}

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]'];
const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|::1|localhost)$/;

export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/** IPv6 addresses stand in brackets in URLs. */
const inUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/** A name that points here by some other way is none of them: it could be an attacker's (DNS rebinding). */
export function placesOf({ host, port, publicUrl, behindProxy }: PlaceOptions): Places {
  const names = new Set([...LOOPBACK_NAMES, ...(isLoopback(host) ? [inUrl(host)] : [])]);
  // Browsers leave the usual port out.
  const hosts = [...names].flatMap(name => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
  const origins = hosts.map(name => `http://${name}`);
  const open = publicUrl === '' ? null : new URL(publicUrl);
  if (open) {
    hosts.push(open.host);
    origins.push(open.origin);
  }
  return {
    hosts: new Set(hosts),
    origins: new Set(origins),
    publicHost: open?.host ?? null,
    url: open && behindProxy ? open.origin : `http://${inUrl(host)}:${port}`,
  };
}
