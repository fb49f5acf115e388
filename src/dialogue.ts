import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';

export interface DialogueScreen {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
}

/** Ctrl-C means at a question what it means elsewhere. */
function interrupt({ output }: DialogueScreen): void {
  output.write('\n');
  process.kill(process.pid, 'SIGINT');
}

/** Asks and gives the typed line; null when the input has ended. */
export async function askLine(question: string, screen: DialogueScreen): Promise<string | null> {
  const { input, output } = screen;
  const lines = createInterface({ input, output });
  lines.on('SIGINT', () => interrupt(screen));
  const closed = once(lines, 'close').then(() => null);
  try {
    return await Promise.race([lines.question(question), closed]);
  } finally {
    lines.close();
  }
}

/** What arrow keys and their like send (ECMA-48, CSI). */
const ESCAPE_SEQUENCE = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*[A-Za-z~]`, 'g');

/** The same without showing what is typed: raw mode, as getpass(3) turns ECHO off. */
export async function askSecret(question: string, screen: DialogueScreen): Promise<string | null> {
  const { input, output } = screen;
  // Before the question is there to be answered: what is pasted at once would be shown.
  input.setRawMode(true);
  input.setEncoding('utf8');
  try {
    output.write(question);
    return await typedSecret(screen);
  } finally {
    input.setRawMode(false);
    input.pause();
    output.write('\n');
  }
}

function typedSecret(screen: DialogueScreen): Promise<string | null> {
  const { input } = screen;
  return new Promise(resolve => {
    let typed = '';
    const end = (answer: string | null, rest = '') => {
      input.off('data', onData).off('end', onEnd);
      // What was pasted after the line belongs to the next question.
      if (rest !== '') input.unshift(rest);
      resolve(answer);
    };
    const onEnd = () => end(null);
    const onData = (chunk: string) => {
      const keys = chunk.replaceAll(ESCAPE_SEQUENCE, '');
      for (const [index, key] of [...keys].entries()) {
        const step = afterKey(typed, key);
        if (step === 'interrupt') return interrupt(screen);
        if (step === 'end') return end(null);
        if (step === 'line') return end(typed, [...keys].slice(index + 1).join(''));
        typed = step.typed;
      }
    };
    input.on('data', onData).on('end', onEnd);
    input.resume();
  });
}

type Step = 'line' | 'end' | 'interrupt' | { readonly typed: string };

/** What a key does to a line, as the terminal's own line editing has it (termios(3)). */
function afterKey(typed: string, key: string): Step {
  if (key === '\r' || key === '\n') return 'line';
  if (key === '\x03') return 'interrupt';
  if (key === '\x04') return typed === '' ? 'end' : { typed };
  if (key === '\x7f' || key === '\b') return { typed: [...typed].slice(0, -1).join('') };
  if (key === '\x15') return { typed: '' };
  return { typed: key < ' ' ? typed : typed + key };
}
