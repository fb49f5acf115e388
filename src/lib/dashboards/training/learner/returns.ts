import { h, type ViewNode } from '../../shared/node.ts';
import { shareChange } from '../../shared/parts/figures.ts';
import { intervalBar } from '../../shared/parts/interval-bar.ts';
import type { Scale } from '../../shared/parts/scale.ts';
import type { PageState } from '../../shared/state.ts';
import { note } from '../class-view.ts';
import { type Learned, learnerPanel } from './learner-panel.ts';

type Returns = Learned<'returns'>;

const WAYS: readonly (readonly [keyof Returns, string])[] = [
  ['path', 'As decided'],
  ['mixture', 'Experts together'],
  ['policy', 'Policy'],
  ['long', 'Always long'],
  ['random', 'At random'],
  ['cash', 'Cash'],
];

/** What each way to act would have made, the best first. */
export const returnsPanel = (state: PageState): ViewNode =>
  learnerPanel(
    state,
    {
      ...{ id: 'returns', part: 'returns', title: 'What each way to act made', url: '/api/learning/status' },
      nothing: 'No stance was taken yet, so no way to act has made anything.',
    },
    returns => [
      h(
        'ul',
        { class: 'ways' },
        ranked(returns).map(way => row(way, scaleOf(returns))),
      ),
      note(
        'Sums of net returns in shares of the cap since the first epoch, as if each had been traded. Few epochs show luck.',
      ),
    ],
  );

interface Way {
  readonly name: string;
  readonly value: number;
}

const ranked = (returns: Returns): Way[] =>
  WAYS.map(([id, name]) => ({ name, value: returns[id] })).sort((a, b) => b.value - a.value);

function scaleOf(returns: Returns): Scale {
  const values = Object.values(returns);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low === high ? [-1, 1] : [low, high];
}

const row = ({ name, value }: Way, scale: Scale): ViewNode =>
  h(
    'li',
    { key: name },
    h('span', {}, name),
    h(
      'span',
      { 'aria-hidden': 'true' },
      intervalBar({
        ...{ scale, value, interval: [Math.min(0, value), Math.max(0, value)], mark: 0, label: name },
      }),
    ),
    shareChange(value),
  );
