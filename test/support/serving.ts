import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type CliOptions, startHive } from './cli.ts';

export interface Serving {
  readonly child: ChildProcessWithoutNullStreams;
  readonly url: string;
  readonly port: number;
  readonly token: string;
  readonly tokenFile: string;
  readonly stdout: () => string;
  readonly stderr: () => string;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** Its exit code, and how long it took to end. */
  end(signal: NodeJS.Signals): Promise<{ readonly code: number | null; readonly ms: number }>;
}

const running: ChildProcessWithoutNullStreams[] = [];

/** Ends what tests have started. */
export function killServing(): void {
  for (const child of running.splice(0)) child.kill('SIGKILL');
}

/** The real command, ready; on a free port unless the flags name one. */
export async function serving(options: CliOptions, ...flags: string[]): Promise<Serving> {
  const child = startHive(
    ['serve', '--json', ...(flags.includes('--port') ? [] : ['--port', '0']), ...flags],
    options,
  );
  running.push(child);
  const [stdout, stderr] = [collected(child.stdout), collected(child.stderr)];
  const ended = once(child, 'close').then(([code]) => ({
    code: code as number | null,
    atMs: performance.now(),
  }));
  while (!stdout().includes('\n')) {
    const gone = await Promise.race([once(child.stdout, 'data').then(() => false), ended.then(() => true)]);
    if (gone) throw new Error(`hive serve ended: ${stderr()}`);
  }
  const { url, tokenFile } = JSON.parse(stdout()) as { url: string; tokenFile: string };
  const token = readFileSync(tokenFile, 'utf8').trim();
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(url + path, { redirect: 'manual', headers: { authorization: `Bearer ${token}`, ...headers } });
  const end = async (signal: NodeJS.Signals) => {
    const startedMs = performance.now();
    child.kill(signal);
    const { code, atMs } = await ended;
    return { code, ms: atMs - startedMs };
  };
  return { child, url, port: Number(new URL(url).port), token, tokenFile, stdout, stderr, get, end };
}

function collected(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.on('data', chunk => {
    text += chunk;
  });
  return () => text;
}
