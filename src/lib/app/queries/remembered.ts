import { HiveError } from '../../core/errors.ts';
import type { Home } from './endpoint.ts';

interface Remembered<T> {
  readonly key: string;
  readonly value: T;
}

/**
 * A part of an answer that is made again only under another key: what is slow to make is shared by all who ask. While
 * it cannot be made, what was made before is given.
 * @param keyOf what the part depends on.
 * @throws HiveError when it cannot be made and never was.
 */
export function remembered<T>(
  make: (home: Home) => Promise<T>,
  keyOf: (home: Home) => string,
): (home: Home) => Promise<T> {
  const known = new WeakMap<Home, Remembered<T>>();
  return async home => {
    const key = keyOf(home);
    const before = known.get(home);
    if (before?.key === key) return before.value;
    try {
      const value = await make(home);
      known.set(home, { key, value });
      return value;
    } catch (error) {
      if (before && error instanceof HiveError) return before.value;
      throw error;
    }
  };
}

const MINUTE_MS = 60_000;

/** Key of what is made of stored bars, and of which of them have closed by now. */
export const barsKey = (home: Home): string =>
  `${home.revision().store} ${Math.floor(home.clock.now() / MINUTE_MS)}`;

export const modelsKey = (home: Home): string => `${home.revision().store} ${home.revision().models}`;
