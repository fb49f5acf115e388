import { REDACTED } from '../core/redact-secrets.ts';

const SECRET = /secret|token|password|passphrase|credential|api_?key|private_?key/i;

/** Whether a key names something that must not be shown. */
export const looksSecret = (path: string): boolean => SECRET.test(path);

/** The value of a key as it may be shown. */
export const redacted = (path: string, value: unknown): unknown => (looksSecret(path) ? REDACTED : value);
