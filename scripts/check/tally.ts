/** Why a check cannot be made on this machine: it then counts neither as passed nor as failed. */
export class NotHere extends Error {}

export interface Step {
  readonly name: string;
  readonly run: () => void | Promise<void>;
}

/**
 * Runs steps one after the other, prints each, and ends with `NAME: N passed, N failed` or `NAME: skipped: why`. The exit
 * code is 1 when one failed. A step after one that cannot be made is not made either.
 */
export async function tally(name: string, steps: readonly Step[]): Promise<void> {
  const counts = { passed: 0, failed: 0 };
  for (const step of steps) {
    const error = await failureOf(step);
    if (error instanceof NotHere) return say(`${name}: skipped: ${error.message}`);
    counts[error ? 'failed' : 'passed']++;
    say(error ? `  FAILED ${step.name}\n${indented(error.message)}` : `  ok ${step.name}`);
  }
  say(`${name}: ${counts.passed} passed, ${counts.failed} failed`);
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
