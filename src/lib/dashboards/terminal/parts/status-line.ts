import { span } from '../../../../output/times.ts';
import { isoTime } from '../../../core/clock.ts';
import { modeOf } from '../../shared/frame.ts';
import { tickFreshness } from '../../shared/freshness.ts';
import { type Child, h, type ViewNode } from '../../shared/node.ts';
import { ageText } from '../../shared/parts/age.ts';
import type { PageState } from '../../shared/state.ts';
import { newYork } from '../new-york.ts';

/** What must be in sight whatever the panels show. */
export function statusLine(state: PageState): ViewNode {
  const { feed, nowMs, heardMs } = state;
  const { halted, lastTick, runs } = feed.status;
  const isLost = state.connection.state === 'lost' || state.connection.state === 'refused';
  const isStale = lastTick !== null && tickFreshness(state) !== 'fresh';
  const ticks = runs.jobs.find(({ job }) => job === 'tick');
  const { time, isOpen, changesAtMs } = newYork(nowMs);
  const left = span(changesAtMs - nowMs);
  return h(
    'ul',
    { key: 'status', class: 'status-line', 'aria-label': 'Status' },
    item('Mode', modeOf(feed)),
    item('Tick', lastTick === null ? 'never' : ageText(Date.parse(lastTick.at), nowMs), isStale && 'stale'),
    ticks && ticks.undone > 0 && item('Missed', `${ticks.undone} of ${ticks.slots}`),
    item('Feed', ageText(heardMs, nowMs), isLost && 'not connected'),
    item('UTC', isoTime(nowMs).slice(11, 19)),
    item('New York', `${time} ${isOpen ? 'open, closes' : 'closed, opens'} in ${left}`),
    item('Kill switch', halted === null ? 'off' : 'HALTED', halted !== null && halted),
  );
}

/** A word with its value; `trouble` says in words what is wrong with it. */
const item = (name: string, value: Child, trouble: string | false = false): ViewNode =>
  h(
    'li',
    { key: name, class: trouble === false ? null : 'trouble', title: trouble === false ? null : trouble },
    h('span', { class: 'name' }, name),
    ' ',
    h('span', { class: 'figure' }, value),
    trouble !== false && h('span', { class: 'says' }, ` ${trouble}`),
  );
