import { JsoncScanner, type Place } from './jsonc-scanner.ts';

export interface Jsonc {
  readonly value: unknown;
  /** Where the value of a dotted path (`risk.cooldown`) stands. */
  readonly placeOf: (path: string) => Place | undefined;
}

const STRING = /"(?:[^"\\\r\n]|\\.)*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /[A-Za-z_]+/y;
const WORDS = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
/** Deeper than any configuration, and far from the end of the stack. */
const MAX_DEPTH = 50;

/**
 * JSON with line and block comments and trailing commas. Keys come into objects without a prototype; a key
 * that is written twice, or that could reach a prototype, is refused.
 * @throws HiveError (data) with code NOT_JSON, line and column.
 */
export function parseJsonc(text: string): Jsonc {
  const parser = new JsoncParser(text);
  return { value: parser.document(), placeOf: path => parser.placeOf(path) };
}

class JsoncParser {
  readonly #offsets = new Map<string, number>();
  readonly #scanner: JsoncScanner;

  constructor(text: string) {
    this.#scanner = new JsoncScanner(text);
  }

  placeOf(path: string): Place | undefined {
    const offset = this.#offsets.get(path);
    return offset === undefined ? undefined : this.#scanner.placeOf(offset);
  }

  document(): unknown {
    const value = this.#value([]);
    if (this.#scanner.peek() !== '') throw this.#scanner.unexpected('The end of the file');
    return value;
  }

  #value(path: readonly string[]): unknown {
    if (path.length > MAX_DEPTH) throw this.#scanner.error(`Nested deeper than ${MAX_DEPTH} levels`);
    const next = this.#scanner.peek();
    if (next === '{') return this.#object(path);
    if (next === '[') return this.#array(path);
    if (next === '"') return this.#string();
    return this.#numberOrWord();
  }

  #object(path: readonly string[]): Record<string, unknown> {
    const members: Record<string, unknown> = Object.create(null);
    this.#scanner.expect('{', '"{"');
    while (!this.#scanner.take('}')) {
      const key = this.#key(members);
      this.#offsets.set([...path, key].join('.'), this.#scanner.offset());
      members[key] = this.#value([...path, key]);
      if (!this.#scanner.take(',') && this.#scanner.peek() !== '}')
        throw this.#scanner.unexpected('"," or "}"');
    }
    return members;
  }

  #key(members: Record<string, unknown>): string {
    const start = this.#scanner.offset();
    if (this.#scanner.peek() !== '"') throw this.#scanner.unexpected('A key in double quotes');
    const key = this.#string();
    if (key === '__proto__') throw this.#scanner.error('The key "__proto__" is not allowed', start);
    if (key in members) throw this.#scanner.error(`The key "${key}" is written twice`, start);
    this.#scanner.expect(':', '":"');
    return key;
  }

  #array(path: readonly string[]): unknown[] {
    const items: unknown[] = [];
    this.#scanner.expect('[', '"["');
    while (!this.#scanner.take(']')) {
      items.push(this.#value([...path, String(items.length)]));
      if (!this.#scanner.take(',') && this.#scanner.peek() !== ']')
        throw this.#scanner.unexpected('"," or "]"');
    }
    return items;
  }

  #string(): string {
    const start = this.#scanner.offset();
    const text = this.#scanner.match(STRING);
    if (text === null) throw this.#scanner.error('A text does not end on its line', start);
    try {
      return JSON.parse(text) as string;
    } catch {
      throw this.#scanner.error(`${text} holds a wrong escape or a control character`, start);
    }
  }

  #numberOrWord(): unknown {
    const start = this.#scanner.offset();
    const digits = this.#scanner.match(NUMBER);
    if (digits !== null) return Number(digits);
    const word = this.#scanner.match(WORD);
    if (word === null) throw this.#scanner.unexpected('A value');
    if (!WORDS.has(word))
      throw this.#scanner.error(`"${word}" is not a value; write a text in double quotes`, start);
    return WORDS.get(word);
  }
}
