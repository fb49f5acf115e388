const known = new Set<string>();

/** Remembers a key, so that it can be taken out of whatever is printed: a second net. */
export const rememberSecret = (value: string): void => void known.add(value);

/** Every key that this process has read. */
export const knownSecrets = (): readonly string[] => [...known];
