import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { type CliOptions, startHive } from './cli.ts';

/** A `hive serve` that runs. */
export interface Served {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly port: number;
  readonly token: string;
  readonly child: ChildProcess;
  /** Everything it said on stderr so far. */
  stderr(): string;
  /** Ends it with a signal; gives its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Starts `hive serve` on a home and waits until it is ready. @throws Error with what it said when it ends instead. */
export async function serveHome(
  home: string,
  args: readonly string[] = [],
  options: Omit<CliOptions, 'home'> = {},
): Promise<Served> {
  const child = startHive(['serve', '--json', ...(args.includes('--port') ? [] : ['--port', '0']), ...args], {
    ...options,
    home,
  });
  child.stdin.end();
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`hive serve ended with ${code}: ${said}`);
  });
  const [line] = (await Promise.race([once(lines, 'line'), ended])) as [string];
  ended.catch(() => {});
  const { url, tokenFile } = JSON.parse(line).data as { url: string; tokenFile: string };
  return {
    url,
    port: Number(new URL(url).port),
    token: readFileSync(tokenFile, 'utf8').trim(),
    child,
    stderr: () => said,
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const exit = once(child, 'exit');
      child.kill(signal);
      return (await exit)[0] as number | null;
    },
  };
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

/** A GET with the token of a served home. */
export const get = ({ url, token }: Served, path: string, headers: Record<string, string> = {}) =>
  fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}`, ...headers } });
