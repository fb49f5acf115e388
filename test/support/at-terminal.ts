import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type CliOptions, projectRoot } from './cli.ts';

/** Runs a command line at a terminal of its own, where `typed` is typed once the command asks. Linux only. */
export async function atTerminal(line: readonly string[], { home, env }: CliOptions, typed: string) {
  const command = [process.execPath, join(projectRoot, 'bin/run.js'), ...line]
    .map(word => `'${word}'`)
    .join(' ');
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    env: { PATH: process.env.PATH ?? '', HIVE_HOME: home, HOME: home, ...env },
  });
  let shown = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const isAsked = !/^> /m.test(shown) && /^> /m.test(shown + chunk.toString());
    shown += chunk.toString();
    if (isAsked) child.stdin.write(typed);
  });
  const code = await new Promise<number | null>(resolve => child.once('close', resolve));
  return { code, shown };
}
