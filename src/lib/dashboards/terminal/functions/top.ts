import { h, type ViewNode } from '../../shared/node.ts';
import { age } from '../../shared/parts/age.ts';
import { badge } from '../../shared/parts/badge.ts';
import { empty } from '../../shared/parts/empty.ts';
import { ofTicker } from '../parts/of-ticker.ts';
import { byTick, type Place, type TerminalFunction } from './definition.ts';

/** What happened. */
export const top: TerminalFunction = {
  ...{ code: 'TOP', title: 'Events', ticker: 'optional', argument: null },
  about: 'What happened, newest first, in one sentence each.',
  columns: [
    ['Sign', 'i: to know; ✓: done; !: look at it; ✕: something is wrong'],
    ['Number', 'of the record in the journal, which LOG shows as it is'],
  ],
  view: events,
  command: () => 'hive journal export',
  url: () => '/api/journal/events',
  age: byTick,
};

function events({ state, screen }: Place): ViewNode {
  const rows = ofTicker(state.feed.events, screen);
  if (rows.length === 0) return empty('Nothing has happened yet.', 'hive trade tick');
  return h(
    'ol',
    { class: 'events', 'aria-label': 'Events, newest first' },
    rows.map(event =>
      h(
        'li',
        { key: event.seq, class: `event ${event.level}` },
        badge(event.level, event.type),
        h('span', { class: 'event-text' }, event.text),
        h('span', { class: 'event-at' }, age(event.at, state.nowMs), ` #${event.seq}`),
      ),
    ),
  );
}
