/** Why a check cannot be made on this machine: it then counts neither as passed nor as failed. */
export class NotHere extends Error {}

export interface Step {
  readonly name: string;
  readonly run: () => void | Promise<void>;
  /** Nothing that follows can be done without it: when it fails, that is all. */
  readonly isBase?: boolean;
}

/**
 * Runs steps one after the other, prints each, and ends with `NAME: N passed, N failed`, and `; skipped: why` behind it when
 * a step cannot be made here, nor any after it. The exit code is 1 when one failed.
 */
export async function tally(name: string, steps: readonly Step[]): Promise<void> {
  const counts = { passed: 0, failed: 0 };
  let rest = '';
  for (const step of steps) {
    const error = await failureOf(step);
    if (error instanceof NotHere) rest = `; skipped: ${error.message}`;
    if (error instanceof NotHere) break;
    counts[error ? 'failed' : 'passed']++;
    say(error ? `  FAILED ${step.name}\n${indented(error.message)}` : `  ok ${step.name}`);
    if (error && step.isBase) break;
  }
  say(`${name}: ${counts.passed} passed, ${counts.failed} failed${rest}`);
  if (counts.failed > 0) process.exitCode = 1;
}

async function failureOf({ run }: Step): Promise<Error | null> {
  try {
    await run();
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

const indented = (text: string): string => text.replaceAll(/^/gm, '    ');

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
