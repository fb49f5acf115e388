/** Stands where something was that must not be shown. */
export const REDACTED = '[redacted]';

/** The text without any of the secrets. */
export const redactSecrets = (text: string, secrets: readonly string[]): string =>
  secrets
    .filter(secret => secret !== '')
    // A key that is part of another one would leave the rest of that behind.
    .toSorted((a, b) => b.length - a.length)
    .reduce((clean, secret) => clean.replaceAll(secret, REDACTED), text);
