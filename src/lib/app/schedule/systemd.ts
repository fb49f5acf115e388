import { configError } from '../../core/errors.ts';
import type { Scope } from '../../schedule/units/unit-plan.ts';
import type { Called } from './call-program.ts';
import type { Machine } from './machine.ts';

/** `systemctl --user daemon-reload`, as words. */
export const systemctlWords = (scope: Scope, args: readonly string[]): string[] => [
  'systemctl',
  ...(scope === 'user' ? ['--user'] : []),
  ...args,
];

/** Runs systemctl. @throws HiveError (config) NO_SYSTEMD, NO_SYSTEMD_MANAGER, SYSTEMD_FAILED. */
export async function systemctl({ call }: Machine, scope: Scope, args: readonly string[]): Promise<void> {
  const [program, ...words] = systemctlWords(scope, args);
  const called = await call(program!, words);
  if (!called) throw noSystemd();
  if (called.code !== 0) throw failure(scope, args, called);
}

/** Whether the manager answers, before anything is written. @throws HiveError (config) as above. */
export const checkManager = (machine: Machine, scope: Scope): Promise<void> =>
  systemctl(machine, scope, ['show', '--property=Version']);

/** Units of a user end with their last session unless they "linger"; null where that cannot be told. */
export async function lingers({ call }: Machine): Promise<boolean | null> {
  const called = await call('loginctl', ['show-user', '--property=Linger', String(process.getuid?.() ?? '')]);
  if (called?.code !== 0) return null;
  return called.stdout.toString('utf8').trim() === 'Linger=yes';
}

function failure(scope: Scope, args: readonly string[], { stderr, code }: Called) {
  const said = stderr === '' ? `exit code ${code}` : stderr;
  if (/connect to (?:\S+ )*bus|not been booted with systemd|bus connection/i.test(stderr))
    return noManager(scope, said);
  return configError({
    code: 'SYSTEMD_FAILED',
    message: `${systemctlWords(scope, args).join(' ')} failed: ${said}`,
    next: 'What was put in stays in; hive schedule uninstall takes it out again.',
  });
}

const noSystemd = () =>
  configError({
    code: 'NO_SYSTEMD',
    message: 'There is no systemd here: the program systemctl is not installed.',
    next: 'Use cron (--cron), or run: hive schedule run',
  });

const noManager = (scope: Scope, said: string) =>
  configError({
    code: 'NO_SYSTEMD_MANAGER',
    message: `The systemd of ${scope === 'user' ? 'this user' : 'this machine'} does not answer: ${said}`,
    next:
      scope === 'user'
        ? 'Log in as that user (not by su or sudo) and try again; or use --system, or --cron.'
        : 'Use cron (--cron), or run: hive schedule run',
  });
