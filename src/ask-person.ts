import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';

interface Screen {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
}

/** Asks on stderr and gives the typed line; "" when the person ends the input or presses Ctrl-C. */
export async function askPerson(question: string, { input, output }: Screen): Promise<string> {
  const lines = createInterface({ input, output });
  // Some versions of Node reject the question then, others only close the interface.
  const closed = once(lines, 'close').then(() => '');
  try {
    return await Promise.race([lines.question(question).catch(unlessAborted), closed]);
  } finally {
    lines.close();
  }
}

function unlessAborted(error: unknown): string {
  if (error instanceof Error && error.name === 'AbortError') return '';
  throw error;
}
