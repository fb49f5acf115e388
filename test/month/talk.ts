import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Sends one question to a forked process and gives its answer. @throws Error saying `what` it was at when it ended. */
export function ask<Answer>(child: ChildProcess, question: object, what: string): Promise<Answer> {
  const answer = said<Answer>(child, what);
  child.send(question);
  return answer;
}

/** What a forked process says next. */
export function said<Answer>(child: ChildProcess, what: string): Promise<Answer> {
  return new Promise<Answer>((resolve, reject) => {
    child.removeAllListeners();
    child.once('message', message => resolve(message as Answer));
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`it ended with ${code ?? signal} at ${what}`)));
  });
}

/** Ends a process with no chance to clean up; one that has ended stays so. */
export async function killChild(child: ChildProcess): Promise<void> {
  child.removeAllListeners();
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
