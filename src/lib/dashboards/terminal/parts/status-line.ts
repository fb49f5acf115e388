import { span } from '../../../../output/times.ts';
import { isoTime } from '../../../core/clock.ts';
import { modeOf } from '../../shared/frame.ts';
import { tickFreshness } from '../../shared/freshness.ts';
import { missedTicks } from '../../shared/missed-slots.ts';
import { type Child, h, type ViewNode } from '../../shared/node.ts';
import { ageText } from '../../shared/parts/age.ts';
import type { PageState } from '../../shared/state.ts';
import { newYork } from '../new-york.ts';

/** What must be in sight whatever the panels show. */
export function statusLine(state: PageState): ViewNode {
  const { feed, nowMs, heardMs } = state;
  const { halted, lastTick } = feed.status;
  const missed = missedTicks(feed);
  const isLost = state.connection.state === 'lost' || state.connection.state === 'refused';
  const isStale = lastTick !== null && tickFreshness(state) !== 'fresh';
  return h(
    'ul',
    { key: 'status', class: 'status-line', 'aria-label': 'Status' },
    item('mode', 'Mode', modeOf(feed)),
    item(
      'tick',
      'Tick',
      lastTick === null ? 'never' : ageText(Date.parse(lastTick.at), nowMs),
      isStale && 'stale',
    ),
    missed && item('missed', 'Missed', missed.count, missed.why),
    item('feed', 'Feed', ageText(heardMs, nowMs), isLost && 'not connected'),
    item('utc', 'UTC', isoTime(nowMs).slice(11, 19)),
    marketItem(nowMs),
    item('halt', 'Kill switch', halted === null ? 'off' : 'HALTED', halted !== null && halted),
  );
}

/** A word with its value; `trouble` says in words what is wrong with it. */
const item = (key: string, name: string, value: Child, trouble: string | false = false): ViewNode =>
  h(
    'li',
    { key, class: trouble === false ? null : 'trouble', title: trouble === false ? null : trouble },
    h('span', { class: 'name' }, name),
    ' ',
    h('span', { class: 'figure' }, value),
    trouble !== false && h('span', { class: 'says' }, ` ${trouble}`),
  );

function marketItem(nowMs: number): ViewNode {
  const { time, isOpen, changesAtMs } = newYork(nowMs);
  const left = span(changesAtMs - nowMs);
  return h(
    'li',
    { key: 'market', title: 'New York Stock Exchange' },
    h('span', { class: 'name' }, 'New York'),
    ' ',
    h('span', { class: 'figure' }, `${time} ${isOpen ? 'open, closes' : 'closed, opens'} in ${left}`),
  );
}
