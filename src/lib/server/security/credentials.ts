import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../core/clock.ts';
import { DAY_MS } from '../../core/interval.ts';

const SESSION_MS = 30 * DAY_MS;
const SESSION = /^(\d{1,15})\.([A-Za-z0-9_-]{43})$/;

const digest = (text: string): Buffer => hash('sha256', text, 'buffer');

/** What opens the server: the bearer token, and sessions signed with a key made from it. */
export class Credentials {
  readonly #token: Buffer;
  readonly #key: Buffer;
  readonly #clock: Clock;

  constructor(token: string, clock: Clock) {
    this.#token = digest(token);
    this.#key = createHmac('sha256', token).update('hive session').digest();
    this.#clock = clock;
  }

  isToken(text: string): boolean {
    return timingSafeEqual(digest(text), this.#token);
  }

  /**
   * A session of 30 days. Nothing of it is kept: one server takes what another with the same token gave, and a new
   * token ends them all.
   */
  newSession(): { readonly value: string; readonly maxAgeSeconds: number } {
    const until = String(Math.round(this.#clock.now() + SESSION_MS));
    return { value: `${until}.${this.#signature(until)}`, maxAgeSeconds: SESSION_MS / 1_000 };
  }

  isSession(value: string): boolean {
    const [, until = '', signature = ''] = SESSION.exec(value) ?? [];
    const isSigned = timingSafeEqual(digest(signature), digest(this.#signature(until)));
    return isSigned && Number(until) > this.#clock.now();
  }

  #signature(until: string): string {
    return createHmac('sha256', this.#key).update(until).digest('base64url');
  }
}
