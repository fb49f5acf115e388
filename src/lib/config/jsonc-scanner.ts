import { dataError, type HiveError } from '../core/errors.ts';

export interface Place {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

/** Steps through the text of a JSON file with comments, and says where it fails. */
export class JsoncScanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The next character that is neither blank nor in a comment; "" at the end. */
  peek(): string {
    this.#skip();
    return this.#text[this.#at] ?? '';
  }

  /** Steps over `character` when it comes next. */
  take(character: string): boolean {
    if (this.peek() !== character) return false;
    this.#at += 1;
    return true;
  }

  expect(character: string, name: string): void {
    if (!this.take(character)) throw this.unexpected(name);
  }

  /** Steps over what `pattern` (sticky) matches here; null when it does not. */
  match(pattern: RegExp): string | null {
    this.#skip();
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? null;
    this.#at += found?.length ?? 0;
    return found;
  }

  /** Where the next token starts, for `placeOf`. */
  offset(): number {
    this.#skip();
    return this.#at;
  }

  placeOf(offset: number): Place {
    const before = this.#text.slice(0, offset);
    return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
  }

  unexpected(wanted: string): HiveError {
    const next = this.peek();
    return this.error(
      `${wanted} is missing ${next === '' ? 'at the end' : `before ${JSON.stringify(next)}`}`,
    );
  }

  /** The caller puts the file name in front of the message. */
  error(what: string, offset = this.offset()): HiveError {
    const { line, column } = this.placeOf(offset);
    return dataError({
      code: 'NOT_JSON',
      message: `line ${line}, column ${column}: ${what}.`,
      next: 'Correct it there.',
    });
  }

  #skip(): void {
    const blank = /(?:[ \t\r\n]+|\/\/[^\n]*|\/\*.*?\*\/)*/sy;
    blank.lastIndex = this.#at;
    this.#at += blank.exec(this.#text)![0].length;
  }
}
