import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { errorEnvelope } from '../../src/lib/app/schemas/envelope.ts';
import { documentSchema } from '../../src/lib/app/schemas/index.ts';

export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));
const runner = join(projectRoot, 'bin', 'run.js');

export interface CliOptions {
  /** Home folder; without it a new one that is empty. */
  readonly home?: string;
  /** Added to a bare environment: the surroundings of the test run do not count. */
  readonly env?: Readonly<Record<string, string>>;
  /** Text for stdin; without it stdin is empty. */
  readonly input?: string;
  readonly cwd?: string;
  /** The Node to start with; without it the one of the test run. */
  readonly node?: string;
}

export interface CliResult {
  /** Exit code; null when a signal ended the process. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const made: string[] = [];
process.once('exit', () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A new empty folder that goes away after the test run. */
export function tempHome(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hive-test-'));
  made.push(folder);
  return folder;
}

/** Starts the built command line; for tests that talk to it while it runs. */
export function startHive(args: readonly string[], options: CliOptions = {}) {
  if (!existsSync(join(projectRoot, 'dist', 'main.js'))) {
    throw new Error('dist/ is missing: run "npm run build" before the tests of the command line');
  }
  const home = options.home ?? tempHome();
  const surroundings = { PATH: process.env.PATH ?? '', HOME: home, HIVE_HOME: home };
  return spawn(options.node ?? process.execPath, [runner, ...args], {
    cwd: options.cwd ?? home,
    env: { ...surroundings, ...options.env },
  });
}

/** Runs one command line to its end. */
export async function hive(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const child = startHive(args, options);
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  child.stdin.end(options.input ?? '');
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { code, stdout: stdout(), stderr: stderr() };
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}

/** Exactly one success document that satisfies the schema of `name`. Gives it back. */
export async function assertEnvelope(stdout: string, name: string) {
  const result = (await documentSchema(name)).safeParse(JSON.parse(stdout));
  assert.ok(result.success, `not a hive.${name}/1 document: ${result.error?.message}`);
  return result.data;
}

/** Exactly one error document. Gives its `error`. */
export function assertErrorEnvelope(stdout: string) {
  return errorEnvelope.parse(JSON.parse(stdout)).error;
}
