import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import type { CliOptions } from './cli.ts';
import { type Serving, serving } from './serving.ts';

/** A `hive serve` that runs. */
export interface Served extends Serving {
  /** Ends it with a signal; gives its exit code, null where the signal killed it. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Starts `hive serve` on a home, on a free port unless the flags name one, and waits until it is ready. */
export async function serveHome(
  home: string,
  flags: readonly string[] = [],
  options: Omit<CliOptions, 'home'> = {},
): Promise<Served> {
  const server = await serving({ ...options, home }, ...flags);
  return { ...server, stop: async (signal = 'SIGTERM') => (await server.end(signal)).code };
}

/** A browser's context whose cookie a served home knows. */
export async function loggedIn(
  browser: Browser,
  { url, token }: Served,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const response = await context.request.post(`${url}/api/session`, {
    headers: { origin: url },
    data: { token },
  });
  if (!response.ok()) throw new Error(`no login: ${response.status()} ${await response.text()}`);
  return context;
}
