import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';

interface Screen {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
}

/** Asks on stderr and gives the typed line; "" when the person ends the input or presses Ctrl-C. */
export async function askPerson(question: string, { input, output }: Screen): Promise<string> {
  const lines = createInterface({ input, output });
  try {
    return await Promise.race([lines.question(question), once(lines, 'close').then(() => '')]);
  } finally {
    lines.close();
  }
}
