import { spawnSync } from 'node:child_process';

export interface RunOptions {
  readonly cwd: string;
  /** All that is in the environment beside PATH; without it the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds after which it counts as failed. Default: ten minutes. */
  readonly timeout?: number;
}

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end and collects what it prints. @throws Error when it cannot be started or takes too long. */
export function run(program: string, args: readonly string[], options: RunOptions): Ran {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd: options.cwd,
    env: options.env ? { PATH: process.env.PATH ?? '', ...options.env } : process.env,
    encoding: 'utf8',
    timeout: options.timeout ?? 600_000,
    maxBuffer: 64 * 2 ** 20,
  });
  if (error) throw error;
  return { code: status, stdout, stderr };
}
