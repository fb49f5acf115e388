import { h, type ViewNode } from '../shared/node.ts';
import type { PageDefinition, PageState } from '../shared/state.ts';
import { coinPanels } from './panels/coins.ts';
import { healthPanel } from './panels/health.ts';
import { limitsPanel } from './panels/limits.ts';
import { moneyPanel } from './panels/money.ts';
import { ordersPanel } from './panels/orders.ts';
import { tradesPanel } from './panels/trades.ts';
import { trainingPanel } from './panels/training.ts';
import { openedWhys } from './why-opened.ts';

/** The coins around the clock: money, each coin, limits, trades, health. */
export const crypto: PageDefinition = {
  name: 'crypto',
  title: 'Crypto',
  needs: openedWhys,
  view,
};

function view(state: PageState): ViewNode {
  return h(
    'div',
    { class: 'crypto' },
    h('h1', { class: 'unseen' }, 'Crypto'),
    h('div', { key: 'top', class: 'crypto-top' }, moneyPanel(state), limitsPanel(state)),
    h('div', { key: 'coins', class: 'coins' }, coinPanels(state)),
    h(
      'div',
      { key: 'rest', class: 'crypto-rest' },
      tradesPanel(state),
      ordersPanel(state),
      healthPanel(state),
      trainingPanel(state),
    ),
  );
}
