import { inspect } from 'node:util';
import { REDACTED } from '../core/redact-secrets.ts';
import { rememberSecret } from './known-secrets.ts';

/** A key that shows itself to nobody: whatever prints, logs or serialises it gets "[redacted]". */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
    rememberSecret(value);
  }

  /** The key itself, for the one place that sends it. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [inspect.custom](): string {
    return REDACTED;
  }
}
