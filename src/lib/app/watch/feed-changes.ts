import type { LiveFeed } from '../schemas/live-feed.ts';
import type { FeedUpdate } from './hive-watch.ts';

/** Members that are told by what is new in them, newest first; all others as a whole. */
const GROWING = ['signals', 'fills', 'events'] as const;
const WHOLE = [
  ...(['revision', 'status', 'limits', 'equity', 'quotes', 'bars', 'predictions'] as const),
  ...(['orders', 'training', 'health'] as const),
];
/** Ages run by themselves, a page reckons them; who else listens is no news. */
const RUNNING = new Set(['ageMs', 'leftMs', 'streams']);

/** What is new in `after`; null when nothing is. */
export function feedChanges(before: LiveFeed, after: LiveFeed): FeedUpdate | null {
  const changed = WHOLE.filter(name => textOf(before[name]) !== textOf(after[name]));
  const whole = changed.map(name => [name, after[name]] as const);
  const grown = GROWING.flatMap(name => {
    const newest = before[name][0]?.seq ?? 0;
    const fresh = after[name].filter(({ seq }) => seq > newest);
    return fresh.length > 0 ? [[name, fresh] as const] : [];
  });
  const entries = [...whole, ...grown];
  return entries.length > 0 ? Object.fromEntries(entries) : null;
}

const textOf = (value: unknown): string =>
  JSON.stringify(value, (key, member: unknown) => (RUNNING.has(key) ? undefined : member));
