import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { UnitFile } from '../../src/lib/schedule/units/unit-text.ts';

/** Why systemd cannot be asked here; null when it can. */
export const whyNoSystemd = (): string | null =>
  spawnSync('systemd-analyze', ['--version']).status === 0 ? null : 'systemd-analyze is not installed';

/** What `systemd-analyze verify` complains of in these units; "" is nothing. */
export function complaints(files: readonly UnitFile[], scope: 'user' | 'system', folder: string): string {
  const runtime = join(folder, 'runtime');
  mkdirSync(runtime, { recursive: true, mode: 0o700 });
  const paths = files.map(({ name, text }) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  });
  const { stdout, stderr, status } = spawnSync(
    'systemd-analyze',
    [`--${scope}`, '--man=no', 'verify', ...paths],
    { encoding: 'utf8', env: { ...process.env, XDG_RUNTIME_DIR: runtime } },
  );
  return status === 0 ? stdout + stderr : `exit code ${status}: ${stdout}${stderr}`;
}

/** The next moments of a calendar expression, epoch milliseconds. */
export function nextElapses(calendar: string, afterMs: number, count: number): number[] {
  const printed = execFileSync(
    'systemd-analyze',
    ['calendar', `--base-time=@${Math.floor(afterMs / 1_000)}`, `--iterations=${count}`, calendar],
    { encoding: 'utf8', env: { ...process.env, TZ: 'UTC' } },
  );
  return [...printed.matchAll(/(?:Next elapse|Iter\. #\d+): \w+ (\d{4}-\d\d-\d\d) ([\d:]{8}) UTC/g)].map(
    ([, day, time]) => Date.parse(`${day}T${time}Z`),
  );
}
