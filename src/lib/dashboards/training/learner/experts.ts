import { percent } from '../../../../output/numbers.ts';
import { type Child, h, type ViewNode } from '../../shared/node.ts';
import { island } from '../../shared/parts/island.ts';
import { type Column, table } from '../../shared/parts/table.ts';
import type { PageState } from '../../shared/state.ts';
import { note } from '../class-view.ts';
import { plural } from '../words.ts';
import { type Learned, learnerPanel } from './learner-panel.ts';
import { wealthText } from './words.ts';

type Experts = Learned<'experts'>;
type Expert = Experts['weights'][number];

/** Who is believed, how much, and what each would hold. */
export const expertsPanel = (state: PageState): ViewNode =>
  learnerPanel(
    state,
    {
      ...{ id: 'experts', part: 'experts', title: 'Experts and their weights', url: '/api/learning/experts' },
      ...{ className: 'wide tall', nothing: 'No stance was taken yet, so no expert has been weighed.' },
    },
    experts => [h('p', { class: 'says' }, together(experts)), paths(experts), weightsTable(state, experts)],
  );

function together({ weights, mixture, lnWealth }: Experts): string {
  const held = Object.entries(mixture).map(([symbol, share]) => `${percent(share, 0)} of ${symbol}`);
  const says = held.length === 0 ? '' : ` Together they would hold ${held.join(' and ')}.`;
  return `${plural(weights.length, 'way')} to act share the weight by what they made.${says} Their wealth stands at ${wealthText(lnWealth)}.`;
}

/** Experts whose weight is drawn over time: no more lines can be told apart. */
const MOST_LINES = 6;

/** The heaviest now, heaviest first. */
export const heaviest = ({ weights }: Experts): Expert[] =>
  weights.toSorted((a, b) => b.weight - a.weight).slice(0, MOST_LINES);

function paths(experts: Experts): Child {
  const { points } = experts.path;
  if (points.length < 2) return note('Weights over time need two epochs whose outcome is known.');
  const named = heaviest(experts).map(({ id, weight }) => `${id} ${percent(weight)}`);
  const label = `Weights of the ${named.length} heaviest over ${plural(points.length, 'moment')}; now ${named.join(', ')}`;
  return island(
    { id: 'expert-lines', kind: 'lines', label, settings: { lines: 'experts' } },
    note('Their weights now are in the table.'),
  );
}

const weightsTable = (state: PageState, { weights, mixture }: Experts): ViewNode =>
  table({
    id: 'experts-table',
    caption: 'Experts, the heaviest first, and the share of the cap that each would hold',
    columns: [
      { id: 'id', title: 'Expert', cell: ({ id }) => h('code', {}, id), sortBy: ({ id }) => id },
      {
        ...{ id: 'weight', title: 'Weight', numeric: true },
        cell: ({ weight }) => percent(weight),
        sortBy: ({ weight }) => weight,
      },
      ...Object.keys(mixture).map(holds),
    ],
    rows: weights.toSorted((a, b) => b.weight - a.weight),
    key: ({ id }) => id,
    state,
  });

const holds = (symbol: string): Column<Expert> => ({
  ...{ id: symbol, title: symbol, numeric: true },
  cell: ({ exposure }) => exposureText(exposure[symbol] ?? null),
  sortBy: ({ exposure }) => exposure[symbol] ?? null,
});

const exposureText = (exposure: number | null): string =>
  exposure === null ? 'asleep' : percent(exposure, 0);
