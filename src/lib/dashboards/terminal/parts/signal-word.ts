import { percent } from '../../../../output/numbers.ts';
import { h, type ViewNode } from '../../shared/node.ts';
import type { LiveFeed } from '../../shared/state.ts';

type Action = LiveFeed['signals'][number]['action'];

const CLASSES = { BUY: 'up', SELL: 'down', HOLD: 'flat' } as const;
const ARROWS = { BUY: '▲ ', SELL: '▼ ', HOLD: '' } as const;

/** What a strategy wanted, in its colour. */
export const actionWord = (action: Action): ViewNode =>
  h(
    'span',
    { class: `change ${CLASSES[action]}` },
    h('span', { class: 'arrow', 'aria-hidden': 'true' }, ARROWS[action]),
    action,
  );

/** The newest signal of a symbol with its confidence; "–" where there is none. */
export function signalWord({ signals }: LiveFeed, symbol: string): ViewNode | string {
  const newest = signals.find(signal => signal.symbol === symbol);
  if (!newest) return '–';
  return h(
    'span',
    { class: 'signal', title: newest.meaning },
    actionWord(newest.action),
    ' ',
    h('span', { class: 'figure' }, percent(newest.confidence, 0)),
  );
}
