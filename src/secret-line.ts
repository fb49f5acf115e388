import { usageError } from './lib/core/errors.ts';

const MOST_CHARACTERS = 4_096;

/** The first line of stdin, for what must not be among the words of a command: others see those. */
export async function lineOfStdin(input: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of input.setEncoding('utf8')) {
    text += String(chunk);
    if (text.includes('\n') || text.length > MOST_CHARACTERS) break;
  }
  return text.split('\n', 1)[0]!.trim();
}

/** What a secret cannot be read from. */
export const noTerminal = (command: string) =>
  usageError({
    code: 'NO_TERMINAL',
    message: 'An address is typed by a person, and this is no terminal.',
    next: `Write it to stdin: ${command} --from-stdin < FILE. It is never a flag: others would see it.`,
  });
