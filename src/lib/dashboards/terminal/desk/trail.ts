/** Where a panel has been: what it shows, what it showed before, and what it went back from. */
export interface Trail<T> {
  /** Oldest first. */
  readonly past: readonly T[];
  readonly now: T;
  /** Next first. */
  readonly future: readonly T[];
}

/** Steps that a panel remembers. */
export const LONGEST_TRAIL = 50;

export const trailOf = <T>(now: T): Trail<T> => ({ past: [], now, future: [] });

/** Goes on to `next`; what was gone back from is forgotten. */
export const goTo = <T>({ past, now }: Trail<T>, next: T): Trail<T> => ({
  past: [...past, now].slice(-LONGEST_TRAIL),
  now: next,
  future: [],
});

/** One step back; the same trail where there is none. */
export function goBack<T>(trail: Trail<T>): Trail<T> {
  const last = trail.past.at(-1);
  if (last === undefined) return trail;
  return { past: trail.past.slice(0, -1), now: last, future: [trail.now, ...trail.future] };
}

/** One step forward; the same trail where there is none. */
export function goForward<T>(trail: Trail<T>): Trail<T> {
  const [next, ...future] = trail.future;
  if (next === undefined) return trail;
  return { past: [...trail.past, trail.now], now: next, future };
}
