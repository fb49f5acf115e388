import { REDACTED } from './redact.ts';

const known = new Set<string>();

/** Remembers a key, so that it can be taken out of whatever is printed. */
export const rememberSecret = (value: string): void => void known.add(value);

/** Every key that this process has read. */
export const knownSecrets = (): readonly string[] => [...known];

/** The text without any of the keys: a second net, should one ever get into a message. */
export const redactSecrets = (text: string, secrets: readonly string[]): string =>
  secrets
    .filter(secret => secret !== '')
    // A key that is part of another one would leave the rest of that behind.
    .toSorted((a, b) => b.length - a.length)
    .reduce((clean, secret) => clean.replaceAll(secret, REDACTED), text);
