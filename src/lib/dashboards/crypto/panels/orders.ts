import { quantity, usd } from '../../../../output/numbers.ts';
import type { Order } from '../../shared/decision-words.ts';
import { tickFreshness } from '../../shared/freshness.ts';
import { h, type ViewNode } from '../../shared/node.ts';
import { age } from '../../shared/parts/age.ts';
import { badge } from '../../shared/parts/badge.ts';
import { figure } from '../../shared/parts/figures.ts';
import { panel } from '../../shared/parts/panel.ts';
import { type Column, table } from '../../shared/parts/table.ts';
import type { PageState } from '../../shared/state.ts';

/** Orders that have not ended. One whose outcome is not known freezes its symbol. */
export function ordersPanel(state: PageState): ViewNode {
  const { orders, status } = state.feed;
  const open = orders.orders.filter(isOpen);
  return panel(
    {
      ...{ id: 'orders', title: 'Open orders', state, className: 'orders' },
      ...{ at: status.lastTick?.at ?? null, freshness: tickFreshness(state) },
      ...{ command: 'hive trade audit', url: '/api/crypto/orders' },
    },
    open.length === 0
      ? h(
          'p',
          { class: 'quiet' },
          `None: ${orders.orders.length === 0 ? 'no order was made yet' : 'each order has ended'}.`,
        )
      : table({
          ...{ id: 'open-orders', caption: 'Open orders', columns: columns(state), rows: open, state },
          key: ({ order }) => order,
        }),
  );
}

const isOpen = ({ state }: Order): boolean => state === 'intended' || state === 'open' || state === 'unknown';

const columns = (state: PageState): Column<Order>[] => [
  { id: 'symbol', title: 'Symbol', cell: ({ symbol }) => symbol, sortBy: ({ symbol }) => symbol },
  { id: 'side', title: 'Side', cell: ({ side }) => side, sortBy: ({ side }) => side },
  { id: 'size', title: 'Size', cell: size, numeric: true },
  {
    id: 'filled',
    title: 'Filled',
    cell: ({ filledQty }) => figure(quantity(Number(filledQty))),
    numeric: true,
  },
  { id: 'state', title: 'State', cell: stateCell, sortBy: order => order.state },
  { id: 'age', title: 'Made', cell: ({ at }) => age(at, state.nowMs), sortBy: ({ at }) => at },
];

const size = ({ notional, qty }: Order) =>
  figure(notional === null ? quantity(qty === null ? null : Number(qty)) : usd(Number(notional)));

function stateCell({ state, detail }: Order): ViewNode {
  if (state !== 'unknown') return h('span', {}, badge('info', state), detail && ` ${detail}`);
  return h(
    'span',
    {},
    badge('problem', 'frozen'),
    ' its outcome is not known, so the symbol is not traded: ',
    detail || 'the broker gave no answer to rely on',
  );
}
