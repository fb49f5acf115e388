import { decimal, percent } from '../../../../output/numbers.ts';
import { type Child, h, type ViewNode } from '../../shared/node.ts';
import { badge } from '../../shared/parts/badge.ts';
import { meter } from '../../shared/parts/meter.ts';
import { type Column, table } from '../../shared/parts/table.ts';
import type { PageState } from '../../shared/state.ts';
import { note } from '../class-view.ts';
import { plural } from '../words.ts';
import { type Learned, learnerPanel } from './learner-panel.ts';
import { fact, said, wealthText } from './words.ts';

type Policy = Learned<'policy'>;
type Stake = Policy['symbols'][number];

/** Evidence of a change at which the policy begins anew, and of regimes at which it tells them apart. */
const [NEW_BEGINNING, LN_REGIMES] = [500, Math.log(20)];

/** What the policy would stake of the cap, and what it goes by. */
export const policyPanel = (state: PageState): ViewNode =>
  learnerPanel(
    state,
    {
      ...{ id: 'policy', part: 'policy', title: 'Policy: how much to stake', url: '/api/learning/policy' },
      nothing: 'No stance was taken yet, so nothing was staked.',
    },
    policy => [
      h('p', { class: 'says' }, policy.used ? inUse() : inShadow()),
      stakes(state, policy),
      odds(state, policy),
      meter({
        share: policy.drift / NEW_BEGINNING,
        label: 'Change',
        text: `${decimal(policy.drift, 1)} of ${NEW_BEGINNING}`,
      }),
      facts(policy),
      note('Expected is the return of full exposure, in volatilities of an epoch.'),
    ],
  );

const inUse = () => [badge('good', 'used'), ' Its stakes size what is bought.'];
const inShadow = () => [badge('info', 'in the shadow'), ' It learns; its stakes are not used.'];

const symbolColumn: Column<Stake> = { id: 'symbol', title: 'Symbol', cell: ({ symbol }) => symbol };

const stakes = (state: PageState, { symbols }: Policy): ViewNode =>
  table({
    id: 'policy-table',
    caption: 'Stakes of the policy',
    columns: [
      symbolColumn,
      { id: 'stake', title: 'Stake', numeric: true, cell: stakeText },
      { id: 'expected', title: 'Expects', numeric: true, cell: expectedText },
    ],
    rows: symbols,
    key: ({ symbol }) => symbol,
    state,
  });

/** Where it tries out another stake than it believes in, both are said. */
const stakeText = ({ stake, greedy }: Stake): string =>
  stake === greedy ? percent(stake, 0) : `${percent(stake, 0)}, tried for ${percent(greedy, 0)}`;

const expectedText = ({ expected, width }: Stake): string =>
  `${expected > 0 ? '+' : ''}${decimal(expected, 3)} ± ${decimal(width, 2)}`;

function odds(state: PageState, { symbols }: Policy): Child {
  const stakesCount = Math.max(0, ...symbols.map(each => each.odds.length));
  if (stakesCount < 2) return false;
  const columns = Array.from({ length: stakesCount }, (_, i): Column<Stake> => {
    const title = percent(i / (stakesCount - 1), 0);
    return { id: `odds-${i}`, title, numeric: true, cell: each => percent(each.odds[i] ?? null, 0) };
  });
  return [
    h('h3', {}, 'Odds of each stake'),
    table({
      id: 'policy-odds-table',
      caption: 'Odds with which each stake is drawn',
      columns: [symbolColumn, ...columns],
      rows: symbols,
      key: ({ symbol }) => symbol,
      state,
    }),
  ];
}

const facts = ({ split, lnSplit, epochs, resets }: Policy): ViewNode =>
  h(
    'dl',
    { class: 'facts' },
    said(
      'Regimes',
      split ? 'told apart' : `not told apart: ${wealthText(lnSplit)} of ${wealthText(LN_REGIMES)}`,
    ),
    fact('Learned from', plural(epochs, 'outcome')),
    fact('Began anew', plural(resets, 'time')),
  );
