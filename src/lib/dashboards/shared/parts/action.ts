import { h, type ViewNode } from '../node.ts';

export type Action = 'BUY' | 'SELL' | 'HOLD' | 'buy' | 'sell';

const SIGNS: Readonly<Record<Action, string>> = { BUY: '▲', buy: '▲', SELL: '▼', sell: '▼', HOLD: '■' };

/** What a signal or an order wants, with a sign: neither is good or bad by itself. */
export const action = (word: Action): ViewNode =>
  h('span', { class: 'badge action' }, h('span', { 'aria-hidden': 'true' }, `${SIGNS[word]} `), word);
