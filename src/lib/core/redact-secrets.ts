/** Stands where something was that must not be shown. */
export const REDACTED = '[redacted]';

/** The text without any of the secrets. */
export const redactSecrets = (text: string, secrets: readonly string[]): string =>
  secrets
    .filter(secret => secret !== '')
    // A key that is part of another one would leave the rest of that behind.
    .toSorted((a, b) => b.length - a.length)
    .reduce((clean, secret) => clean.replaceAll(secret, REDACTED), text);

/** The same for every text within plain JSON, names of members too: what comes out is JSON, whatever the secrets are. */
export function redactIn(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return redactSecrets(value, secrets);
  if (Array.isArray(value)) return value.map(each => redactIn(each, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [redactSecrets(name, secrets), redactIn(each, secrets)]),
  );
}
