import { configError } from '../../core/errors.ts';
import type { Called } from './call-program.ts';
import type { Machine } from './machine.ts';

/**
 * The crontab of this user as a string of bytes (latin1): whatever is in it stays as it is. Null where there is none.
 * @throws HiveError (config) NO_CRON, CRONTAB_FAILED.
 */
export async function readCrontab({ call }: Machine): Promise<string | null> {
  const called = await call('crontab', ['-l']);
  if (!called) throw noCron();
  if (called.code === 0) return called.stdout.toString('latin1');
  // The words of Vixie's cron and its heirs, and of BusyBox.
  if (/no crontab|no such file/i.test(called.stderr)) return null;
  throw failed('read', called);
}

/** Replaces the crontab as a whole; null takes it away. @throws HiveError (config) NO_CRON, CRONTAB_FAILED. */
export async function writeCrontab({ call }: Machine, text: string | null): Promise<void> {
  const called =
    text === null ? await call('crontab', ['-r']) : await call('crontab', ['-'], Buffer.from(text, 'latin1'));
  if (!called) throw noCron();
  if (called.code !== 0) throw failed('written', called);
}

/** Whether this cron reads times in the zone that `CRON_TZ` names: cronie does, and says who it is. */
export async function knowsZones({ call }: Machine): Promise<boolean> {
  const called = await call('crontab', ['-V']);
  return called?.code === 0 && /cronie/i.test(called.stdout.toString('utf8') + called.stderr);
}

const noCron = () =>
  configError({
    code: 'NO_CRON',
    message: 'There is no cron here: the program crontab is not installed.',
    next: 'Install cron, or use systemd (--systemd), or run: hive schedule run',
  });

const failed = (what: string, { stderr, code }: Called) =>
  configError({
    code: 'CRONTAB_FAILED',
    message: `The crontab cannot be ${what}: ${stderr === '' ? `exit code ${code}` : stderr}`,
    next: 'See what crontab -l says; an administrator may have to allow it (crontab(1)).',
  });
