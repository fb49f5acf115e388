import { fstatSync } from 'node:fs';
import type { Environment } from '../lib/config/environment.ts';

/** Priorities of syslog(3) that HIVE uses. */
export const PRIORITY = { error: 3, warning: 4, talk: 6 } as const;

export type Priority = keyof typeof PRIORITY;

/**
 * Whether what is written to a descriptor goes to the journal of systemd: JOURNAL_STREAM is its device and inode in
 * decimal (systemd.exec(5)). A child that was given another stderr inherits the variable, so both are compared.
 */
export function goesToJournal({ JOURNAL_STREAM }: Environment, fd: number): boolean {
  const match = /^(\d+):(\d+)$/.exec(JOURNAL_STREAM ?? '');
  if (!match) return false;
  try {
    const { dev, ino } = fstatSync(fd, { bigint: true });
    return String(dev) === match[1] && String(ino) === match[2];
  } catch {
    return false;
  }
}

/** Each line with its priority in front, as the journal reads it (sd-daemon(3)). */
export const withPriority = (priority: Priority, text: string): string =>
  text.replace(/^(?=.)/gm, `<${PRIORITY[priority]}>`);

const STDERR = 2;

/** A writer of texts to stderr: with priorities where the journal listens, else as they are. */
export function stderrWriter(
  environment: Environment,
  write: (text: string) => void,
): (priority: Priority, text: string) => void {
  const marked = goesToJournal(environment, STDERR);
  return (priority, text) => write(marked ? withPriority(priority, text) : text);
}
