import { usageError } from '../../core/errors.ts';

/** Somebody at a terminal. An answer is null when the input has ended. */
export interface Person {
  say(text: string): void;
  ask(question: string): Promise<string | null>;
  /** The same without showing what is typed. */
  askSecret(question: string): Promise<string | null>;
}

/** Asks until the answer can be read; `read` gives the value, or says what is wrong by throwing. */
export async function asked<T>(
  { ask, say }: Pick<Person, 'ask' | 'say'>,
  question: string,
  read: (answer: string) => T,
): Promise<T> {
  for (;;) {
    const answer = given(await ask(question)).trim();
    try {
      return read(answer);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      say(`${error.message}\n`);
    }
  }
}

/** @throws HiveError (usage, INPUT_ENDED) */
export function given(answer: string | null): string {
  if (answer !== null) return answer;
  throw usageError({
    code: 'INPUT_ENDED',
    message: 'The input ended before the last question; nothing was written.',
    next: 'Run hive init again, or say everything by flags: hive init --help.',
  });
}

/** One of some names, or the beginning of one alone; `standard` for an empty answer. */
export function oneOf(names: readonly string[], standard: string) {
  return (answer: string): string => {
    if (answer === '') return standard;
    const found = names.filter(name => name.startsWith(answer.toLowerCase()));
    if (found.length === 1) return found[0]!;
    throw new Error(`Please type one of: ${names.join(', ')}.`);
  };
}

/** Yes for an empty answer. */
export function yes(answer: string): boolean {
  if (/^(|y|yes)$/i.test(answer)) return true;
  if (/^(n|no)$/i.test(answer)) return false;
  throw new Error('Please type y or n.');
}
