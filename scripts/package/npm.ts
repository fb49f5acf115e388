import { spawnSync } from 'node:child_process';

/**
 * Runs npm in `folder` and gives what it prints.
 * @throws Error with what npm said when it fails.
 */
export function npm(args: readonly string[], folder: string): string {
  const { status, stdout, stderr, error } = spawnSync('npm', args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`npm ${args[0]} failed in ${folder}:\n${stderr}`);
  return stdout;
}
