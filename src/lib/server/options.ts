import type { HiveWatch } from '../app/watch/hive-watch.ts';
import type { Clock } from '../core/clock.ts';
import type { Patience } from './patience.ts';

/** Section `serve` of the configuration. */
export interface ServerSettings {
  /** Where a proxy offers the pages: `https://hive.example`; empty without one. */
  readonly publicUrl: string;
  /** Addresses of the proxies that may ask when the server is behind one. */
  readonly trustedProxies: readonly string[];
  /** Of one client; four times as many at once. */
  readonly requestsPerSecond: number;
  /** Of all clients together; twice as many at once. */
  readonly allRequestsPerSecond: number;
  /** Clients of the live feed. */
  readonly maxStreams: number;
}

export interface ServerOptions {
  readonly watch: HiveWatch;
  /** The bearer token. */
  readonly token: string;
  /** Of this machine, for logins and limits: a `watch` may stand at another moment. */
  readonly clock: Clock;
  readonly settings: ServerSettings;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly behindProxy: boolean;
  /** Other times than the usual ones. */
  readonly patience?: Partial<Patience>;
  /** Told in one sentence what is broken; never anything secret. */
  readonly onTrouble: (sentence: string) => void;
}
