import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Environment } from '../../config/environment.ts';

const run = promisify(execFile);
/** Within the two seconds in which a server ends. */
const TIMEOUT_MS = 1_500;

/** Whoever started the server and wants to know how it is: systemd, or nobody. */
export interface Supervisor {
  /** Said once, when requests are answered; from then on the watchdog is kept quiet. Never throws. */
  ready(status: string): Promise<void>;
  stopping(): Promise<void>;
}

const NOBODY: Supervisor = { ready: async () => {}, stopping: async () => {} };

/**
 * Tells systemd by its own `systemd-notify`: Node cannot speak datagrams of AF_UNIX (sd_notify(3)). The unit needs
 * `NotifyAccess=all`, because the messages come from a child.
 * @param warn told once when that program cannot be run.
 */
export function supervisorOf(environment: Environment, warn: (sentence: string) => void): Supervisor {
  const { NOTIFY_SOCKET, PATH } = environment;
  if (!NOTIFY_SOCKET) return NOBODY;
  // Nothing else of the environment is its business.
  const options = { timeout: TIMEOUT_MS, env: { NOTIFY_SOCKET, ...(PATH ? { PATH } : {}) } };
  let timer: NodeJS.Timeout | undefined;
  let isHeard = true;
  const tell = async (...words: string[]): Promise<void> => {
    if (!isHeard) return;
    try {
      await run('systemd-notify', words, options);
    } catch (error) {
      isHeard = false;
      warn(`systemd is not told how the server is: systemd-notify failed (${reasonOf(error)}).`);
    }
  };
  return {
    ready: async status => {
      await tell('--ready', `--status=${status}`);
      const everyMs = watchdogMs(environment) / 2;
      if (everyMs > 0) timer = setInterval(() => void tell('WATCHDOG=1'), everyMs);
      timer?.unref();
    },
    stopping: async () => {
      clearInterval(timer);
      await tell('STOPPING=1');
    },
  };
}

/** Microseconds in WATCHDOG_USEC (sd_watchdog_enabled(3)); 0 without a watchdog. */
function watchdogMs({ WATCHDOG_USEC }: Environment): number {
  return /^[1-9]\d{0,14}$/.test(WATCHDOG_USEC ?? '') ? Number(WATCHDOG_USEC) / 1_000 : 0;
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'ENOENT' ? 'it is not installed' : `it ended with ${String(code)}`;
}
