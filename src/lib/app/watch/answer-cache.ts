/** An answer that was given, and what it was made of. */
export interface KeptAnswer {
  readonly body: Buffer;
  readonly etag: string;
  /** The data as JSON text, to be given again with another envelope. */
  readonly data: string;
  readonly asOf: string;
  /** Revision of the home that it was made of. */
  readonly revision: string;
  /** On the clock that never goes back. */
  readonly madeMs: number;
}

/** Of keys and maps beside the bytes of an answer. */
const OVERHEAD = 512;

/** The answers given last, in bounded memory. */
export class AnswerCache {
  readonly #limit: number;
  readonly #kept = new Map<string, KeptAnswer>();
  #bytes = 0;

  /** @param limit bytes, about. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: string): KeptAnswer | undefined {
    return this.#kept.get(key);
  }

  set(key: string, answer: KeptAnswer): void {
    this.#drop(key);
    this.#kept.set(key, answer);
    this.#bytes += sizeOf(key, answer);
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.#limit) return;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    const known = this.#kept.get(key);
    if (!known) return;
    this.#kept.delete(key);
    this.#bytes -= sizeOf(key, known);
  }
}

/** Text in memory takes up to two bytes a character. */
const sizeOf = (key: string, { body, data }: KeptAnswer): number =>
  body.length + 2 * (key.length + data.length) + OVERHEAD;
