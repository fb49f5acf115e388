import { systemClock } from '../../src/lib/app/system-clock.ts';
import type { Clock } from '../../src/lib/core/clock.ts';
import type { ServerOptions, ServerSettings } from '../../src/lib/server/options.ts';
import { type RunningServer, startServer } from '../../src/lib/server/start-server.ts';
import { FakeWatch } from './fake-watch.ts';

export const TOKEN = 'a-token-of-tests-that-is-43-characters-long';

export interface ServedOptions extends Partial<Omit<ServerOptions, 'watch' | 'settings' | 'clock'>> {
  readonly settings?: Partial<ServerSettings>;
  readonly clock?: Clock;
}

export interface Served extends RunningServer {
  readonly watch: FakeWatch;
  readonly troubles: string[];
  /** A GET with the token; `init` may change anything. */
  get(path: string, init?: RequestInit): Promise<Response>;
}

const SETTINGS: ServerSettings = {
  ...{ publicUrl: '', trustedProxies: [], requestsPerSecond: 100_000, allRequestsPerSecond: 100_000 },
  maxStreams: 64,
};

const running: RunningServer[] = [];

/** Closes what a test has started. */
export async function closeServed(): Promise<void> {
  await Promise.all(running.splice(0).map(server => server.close()));
}

/** The real server on a free port of this machine, over a home that is the sample. */
export async function served(options: ServedOptions = {}): Promise<Served> {
  const [watch, troubles] = [new FakeWatch(), [] as string[]];
  const server = await startServer({
    ...{ watch, token: TOKEN, host: '127.0.0.1', port: 0, behindProxy: false, clock: systemClock },
    onTrouble: sentence => void troubles.push(sentence),
    ...options,
    settings: { ...SETTINGS, ...options.settings },
  });
  running.push(server);
  const get = (path: string, { headers, ...init }: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${server.port}${path}`, {
      redirect: 'manual',
      ...init,
      headers: { authorization: `Bearer ${TOKEN}`, ...headers },
    });
  return { ...server, watch, troubles, get };
}
