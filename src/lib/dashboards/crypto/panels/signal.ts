import { percent } from '../../../../output/numbers.ts';
import { orderOf, type Signal, signalText } from '../../shared/decision-words.ts';
import { h, type ViewNode } from '../../shared/node.ts';
import { action } from '../../shared/parts/action.ts';
import { age } from '../../shared/parts/age.ts';
import { prose, sentence } from '../../shared/prose.ts';
import type { PageState } from '../../shared/state.ts';

/** What the strategy made of a coin last, what came of it, and what the last tick said of it. */
export function signalPart(state: PageState, symbol: string): ViewNode {
  const { signals, status } = state.feed;
  const last = signals.find(signal => signal.symbol === symbol);
  const reason = status.lastTick?.reasons.find(row => row.symbol === symbol);
  return h(
    'section',
    { key: 'signal', class: 'part' },
    h('h3', {}, 'Last signal ', last && age(last.at, state.nowMs)),
    last ? told(state, last) : h('p', {}, 'None yet: the strategy has not been asked.'),
    reason && h('p', { class: 'quiet' }, 'Last tick: ', reason.meaning, ' ', h('code', {}, reason.reason)),
  );
}

function told({ feed }: PageState, signal: Signal): ViewNode[] {
  const { action: wanted, probabilityUp, confidence, threshold } = signal;
  const probability = probabilityUp === null ? '' : `probability up ${percent(probabilityUp)}, `;
  return [
    h(
      'p',
      {},
      action(wanted),
      prose(` ${probability}confidence ${percent(confidence)}, needed is more than ${percent(threshold)}`),
    ),
    h('p', {}, sentence(signalText(signal, orderOf(feed.orders, signal)))),
  ];
}
