import { decimal } from '../../../../output/numbers.ts';
import { isoTime } from '../../../core/clock.ts';
import { freshness } from '../../shared/freshness.ts';
import { h, type ViewNode } from '../../shared/node.ts';
import { ageText } from '../../shared/parts/age.ts';
import { badge, type Level } from '../../shared/parts/badge.ts';
import { panel } from '../../shared/parts/panel.ts';
import { withCommands } from '../../shared/parts/todo.ts';
import { prose } from '../../shared/prose.ts';
import type { LiveFeed, PageState } from '../../shared/state.ts';

type Check = LiveFeed['health']['checks'][number];

/** The server says something at least every 15 seconds. */
const HEARD_EVERY_MS = 15_000;

/** Whether prices, the broker, ticks and everything below them are well. */
export function healthPanel(state: PageState): ViewNode {
  const heardAt = isoTime(state.heardMs);
  return panel(
    {
      ...{ id: 'health', title: 'Feed and broker', state, className: 'health', at: heardAt },
      ...{ freshness: freshness(state, heardAt, HEARD_EVERY_MS), command: 'hive doctor', url: '/api/health' },
    },
    h(
      'ul',
      { class: 'checks' },
      [feedCheck(state), pricesCheck(state), brokerCheck(state), ...otherChecks(state)].map(check),
    ),
  );
}

/** What is said of orders above, of the broker, is not said again. */
const otherChecks = ({ feed }: PageState): Check[] => feed.health.checks.filter(({ id }) => id !== 'orders');

const check = ({ id, title, state, says, todo }: Check): ViewNode =>
  h(
    'li',
    { key: id },
    h('span', { class: 'name' }, title),
    ' ',
    badge(state, WORDS[state]),
    ' ',
    h(
      'span',
      { class: 'says' },
      prose(says),
      todo !== null && [' ', h('span', { class: 'todo' }, withCommands(todo))],
    ),
  );

const WORDS: Readonly<Record<Check['state'] & Level, string>> = {
  ok: 'ok',
  info: 'note',
  warning: 'warning',
  problem: 'problem',
};

function feedCheck({ connection, nowMs, heardMs, feed }: PageState): Check {
  const base = { id: 'feed', title: 'Live feed' };
  const heard = ageText(heardMs, nowMs);
  if (connection.state === 'live')
    return {
      ...base,
      state: 'ok',
      says: `Connected, last heard ${heard}; ${feed.health.streams} open.`,
      todo: null,
    };
  if (connection.state === 'still')
    return {
      ...base,
      state: 'info',
      says: `As it was when the page was made, ${heard}.`,
      todo: 'Load it again.',
    };
  return {
    ...base,
    state: 'problem',
    says: `Not connected, last heard ${heard}.`,
    todo: 'Start it: hive serve',
  };
}

/** The oldest of the newest prices of coins; a gap in the feed shows here first. */
function pricesCheck({ feed, nowMs }: PageState): Check {
  const base = { id: 'prices', title: 'Prices', todo: null };
  const times = feed.quotes
    .filter(({ assetClass }) => assetClass === 'crypto')
    .map(({ at }) => Date.parse(at));
  if (times.length === 0)
    return {
      ...base,
      state: 'info',
      says: `None yet, from ${feed.market}.`,
      todo: 'Fetch some: hive train cycle',
    };
  const says = `${feed.market}, the oldest ${ageText(Math.min(...times), nowMs)}.`;
  return { ...base, state: 'ok', says };
}

function brokerCheck({ feed }: PageState): Check {
  const base = { id: 'broker', title: 'Broker' };
  const frozen = feed.orders.orders.filter(({ state }) => state === 'unknown').length;
  if (frozen > 0)
    return {
      ...base,
      state: 'problem',
      says: `What became of ${frozen === 1 ? 'an order' : `${decimal(frozen, 0)} orders`} is not known.`,
      todo: 'See: hive trade audit',
    };
  const name = feed.broker === 'alpaca' ? 'Alpaca' : 'The embedded broker';
  return {
    ...base,
    state: 'ok',
    says: `${name}, account ${feed.status.account?.account ?? 'not known yet'}.`,
    todo: null,
  };
}
