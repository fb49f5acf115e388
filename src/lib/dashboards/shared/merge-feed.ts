import type { LiveFeed } from './state.ts';

/** Most entries of a list that grows on top that a page keeps. */
const KEPT = 500;

type Growing = 'signals' | 'fills' | 'events';
const GROWING: readonly Growing[] = ['signals', 'fills', 'events'];

/** The feed after an update: lists of what happens grow on top, everything else takes the place of what was. */
export function mergeFeed(feed: LiveFeed, update: Partial<LiveFeed>): LiveFeed {
  const grown = GROWING.filter(name => update[name]).map(
    name => [name, onTop<{ readonly seq: number }>(update[name]!, feed[name])] as const,
  );
  return { ...feed, ...update, ...(Object.fromEntries(grown) as Partial<LiveFeed>) };
}

/** What is sent again after a break is not there twice. */
function onTop<T extends { readonly seq: number }>(fresh: readonly T[], known: readonly T[]): T[] {
  const seen = new Set(known.map(({ seq }) => seq));
  return [...fresh.filter(({ seq }) => !seen.has(seq)), ...known].slice(0, KEPT);
}
