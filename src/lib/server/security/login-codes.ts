import { randomBytes } from 'node:crypto';
import type { Clock } from '../../core/clock.ts';
import { sha256 } from '../../core/hash.ts';

const LIFE_MS = 10 * 60_000;

/** Codes of login links: each opens the server once, within ten minutes. */
export class LoginCodes {
  readonly #clock: Clock;
  /** By digest: the time of a look-up says nothing about the code. */
  readonly #untilMs = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** 192 bits, letters that need no escaping in a URL. */
  issue(): string {
    const code = randomBytes(24).toString('base64url');
    this.#untilMs.set(sha256(code), this.#clock.monotonic() + LIFE_MS);
    return code;
  }

  /** Whether it was good; it is not a second time. */
  redeem(code: string): boolean {
    const key = sha256(code);
    const untilMs = this.#untilMs.get(key);
    this.#untilMs.delete(key);
    return untilMs !== undefined && untilMs > this.#clock.monotonic();
  }
}
