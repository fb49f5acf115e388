import { spawn } from 'node:child_process';

/** How a child process ended: its exit code or signal, or why it could not be started. */
export interface ChildEnd {
  readonly code: number | null;
  readonly signal: string | null;
  readonly error: string | null;
}

export interface Child {
  readonly ended: Promise<ChildEnd>;
  /** Does nothing once it has ended. */
  kill(signal: 'SIGTERM' | 'SIGKILL'): void;
}

export type StartChild = (command: readonly string[]) => Child;

/**
 * Starts a command whose complaints go to our stderr. It is the first of a process group of its own, so that Ctrl-C
 * reaches only us, who let it finish.
 */
export const startChild: StartChild = ([program, ...args]) => {
  const child = spawn(program!, args, { stdio: ['ignore', 'ignore', 'inherit'], detached: true });
  const ended = new Promise<ChildEnd>(resolve => {
    child.once('error', ({ message }) => resolve({ code: null, signal: null, error: message }));
    child.once('exit', (code, signal) => resolve({ code, signal, error: null }));
  });
  return {
    ended,
    kill(signal) {
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      try {
        process.kill(-child.pid, signal);
      } catch {
        // It has ended just now.
      }
    },
  };
};
