import { schema } from '../../src/lib/app/schemas/live-feed.ts';
import type { LiveFeed } from '../../src/lib/dashboards/shared/state.ts';
import { sampleFeed } from './sample-feed.ts';

/** What would run, or break out of a text or an attribute, on a page that took texts for HTML. */
export const HOSTILE = `</script><script>window.hacked=1</script><img src=x onerror='window.hacked=1'>"'\``;

/**
 * A feed in which every text that may be any text is hostile, one that is also held against its schema. Some places
 * keep what they had: those whose text must be a number, a time, a reason or one of a few words.
 */
export const hostileFeed = (change: Partial<LiveFeed> = {}): LiveFeed =>
  spoiled(sampleFeed(change), []) as LiveFeed;

/** Places that were spoiled, so that a test can tell that there are any. */
export function hostilePlaces(feed: LiveFeed): number {
  return JSON.stringify(feed).split('window.hacked').length - 1;
}

function spoiled(feed: unknown, path: readonly (string | number)[]): unknown {
  let result = feed;
  for (const place of textPlaces(feed, path)) {
    const tried = replaced(result, place);
    if (schema.safeParse(tried).success) result = tried;
  }
  return result;
}

function* textPlaces(
  value: unknown,
  path: readonly (string | number)[],
): Generator<readonly (string | number)[]> {
  if (typeof value === 'string') yield path;
  else if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) yield* textPlaces(inner, [...path, name]);
}

/** What was there stays behind it, so that what belongs together still does. */
function replaced(value: unknown, [first, ...rest]: readonly (string | number)[]): unknown {
  if (first === undefined) return `${HOSTILE}${String(value)}`;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >;
  copy[first] = replaced(copy[first], rest);
  return copy;
}
