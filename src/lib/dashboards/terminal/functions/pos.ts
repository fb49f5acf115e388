import { h, type ViewNode } from '../../shared/node.ts';
import { empty } from '../../shared/parts/empty.ts';
import { money, moneyChange } from '../../shared/parts/figures.ts';
import { positionsTable } from '../parts/positions-table.ts';
import { byTick, type Place, type TerminalFunction } from './definition.ts';

/** What is open. */
export const pos: TerminalFunction = {
  ...{ code: 'POS', title: 'Positions', ticker: 'none', argument: null },
  about: 'What is open, what it is worth now and where it is to be left.',
  columns: [
    ['Quantity', 'coins or shares, after fees taken in coins'],
    ['Average', 'dollars paid a unit, fees included'],
    ['Mark', 'the bid at the last tick, which the position is valued at'],
    ['Unrealised', 'value less cost'],
    ['Stop, Target', 'prices below and above which it is sold'],
  ],
  keys: [['↓ ↑ Enter', 'along the rows; opens the daily chart of the row']],
  view: positions,
  command: () => 'hive positions',
  url: () => '/api/crypto/positions',
  age: byTick,
};

function positions(place: Place): ViewNode {
  const { account } = place.state.feed.status;
  if (!account) return empty('There is no account before the first tick.', 'hive trade tick');
  const { main } = account;
  return h(
    'div',
    { class: 'stack' },
    h(
      'p',
      { class: 'sums' },
      h('span', {}, 'Equity ', money(main.equity)),
      h('span', {}, 'Cash ', money(main.cash)),
      h('span', {}, 'Unrealised ', moneyChange(main.unrealised)),
    ),
    main.positions.length === 0
      ? empty(
          'Nothing is open: all is cash. A signal above the threshold opens a position.',
          'hive trade why',
        )
      : positionsTable(place, main.positions),
  );
}
