import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type CliOptions, projectRoot } from './cli.ts';

/** What readline moves the cursor with (ECMA-48, CSI). */
const CURSOR_MOVE = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*[A-Za-z]`, 'g');

const LONGEST_MS = 30_000;

/** What appears on the screen, and what is typed then. */
export type Step = readonly [shown: RegExp, typed: string];

/**
 * Runs a command line at a terminal of its own (script(1)), where each answer is typed once its question is shown.
 * `after` is a command of the shell that runs at the same terminal afterwards. Linux only.
 */
export async function typedAnswers(
  line: readonly string[],
  { home, env, cwd, after = '' }: CliOptions & { readonly after?: string },
  steps: readonly Step[],
) {
  const words = [process.execPath, join(projectRoot, 'bin/run.js'), ...line].map(word => `'${word}'`);
  const command = `${words.join(' ')}; code=$?; ${after || ':'}; exit $code`;
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    cwd: cwd ?? home,
    env: { PATH: process.env.PATH ?? '', HIVE_HOME: home, HOME: home, SHELL: '/bin/sh', ...env },
  });
  let shown = '';
  let seen = 0;
  const left = [...steps];
  child.stdout.on('data', (chunk: Buffer) => {
    shown += chunk.toString().replaceAll(CURSOR_MOVE, '');
    const match = left[0]?.[0].exec(shown.slice(seen));
    if (!match) return;
    seen = shown.length;
    child.stdin.write(left.shift()![1]);
  });
  // A question that never comes must not hang the run.
  const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS);
  const code = await new Promise<number | null>(resolve => child.once('close', resolve));
  clearTimeout(timer);
  return { code, shown, unasked: left.length };
}
