import { decimal } from '../../../../output/numbers.ts';
import { h, type ViewNode } from '../../shared/node.ts';
import { age, ageText } from '../../shared/parts/age.ts';
import { badge } from '../../shared/parts/badge.ts';
import { type Column, table } from '../../shared/parts/table.ts';
import type { LiveFeed } from '../../shared/state.ts';
import { facts } from '../parts/facts.ts';
import { byFeed, type Place, type TerminalFunction } from './definition.ts';

type Check = LiveFeed['health']['checks'][number];

/** Whether the hive is alive. */
export const sys: TerminalFunction = {
  ...{ code: 'SYS', title: 'Health', ticker: 'none', argument: null },
  about: 'Whether ticks, training, journal and server are well, and what to do where they are not.',
  columns: [
    ['State', 'ok; info: to know; warning: look at it; problem: something is wrong'],
    ['To do', 'the way out, as a command where there is one'],
  ],
  view: health,
  command: () => 'hive doctor',
  url: () => '/api/health',
  age: byFeed,
};

function health({ id, state }: Place): ViewNode {
  const { health: now, broker, market, status } = state.feed;
  return h(
    'div',
    { class: 'stack' },
    table({
      ...{ id: `${id}-checks`, caption: 'Checks', columns: COLUMNS, rows: now.checks, state },
      key: check => check.id,
    }),
    facts('Server', [
      ['Version', now.version],
      ['Started', age(now.startedAt, state.nowMs)],
      ['Last heard', ageText(state.heardMs, state.nowMs)],
      ['Readers', decimal(now.streams, 0)],
      ['Market', market],
      ['Broker', broker],
      ['Home', status.home],
      ['Journal', `${decimal(now.journal.records, 0)} records, ${decimal(now.journal.bytes / 1e6)} MB`],
    ]),
  );
}

const COLUMNS: readonly Column<Check>[] = [
  { id: 'title', title: 'Check', cell: row => row.title },
  { id: 'state', title: 'State', cell: row => badge(row.state, row.state) },
  { id: 'says', title: 'Says', cell: row => row.says },
  { id: 'todo', title: 'To do', cell: row => (row.todo === null ? '–' : h('code', {}, row.todo)) },
];
