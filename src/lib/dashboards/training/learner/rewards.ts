import { decimal, percent, signedPercent, usd } from '../../../../output/numbers.ts';
import { span } from '../../../../output/times.ts';
import { type Child, h, type ViewNode } from '../../shared/node.ts';
import { age } from '../../shared/parts/age.ts';
import { empty } from '../../shared/parts/empty.ts';
import { moneyChange } from '../../shared/parts/figures.ts';
import { type Column, table } from '../../shared/parts/table.ts';
import type { PageState } from '../../shared/state.ts';
import { decisionUrl } from '../../shared/why-url.ts';
import { note } from '../class-view.ts';
import { countText, plural } from '../words.ts';
import { type Learned, learnerPanel } from './learner-panel.ts';
import { fact } from './words.ts';

type Rewards = Learned<'rewards'>;
type Reward = Rewards['newest'][number];
type Cell = Rewards['table'][number];

const NOTHING = 'No tick has run yet, so no trade could teach anything.';
const url = '/api/learning/rewards';

/** What round trips brought, each with the decision that caused it. */
export const rewardsPanel = (state: PageState): ViewNode =>
  learnerPanel(
    state,
    {
      ...{ id: 'rewards', part: 'rewards', title: 'Rewards: what trades taught', url, nothing: NOTHING },
      ...{ className: 'wide tall' },
    },
    ({ newest, voided }) => [
      voided > 0 &&
        note(`${plural(voided, 'round trip')} taught nothing: moved by hand, or of no known decision.`),
      newest.length === 0
        ? empty('No round trip has ended yet.', 'hive trade tick')
        : table({
            id: 'rewards-table',
            caption: 'Round trips, newest first',
            columns: columns(state),
            rows: newest.toReversed(),
            key: ({ decision, symbol, closedAt }) => `${decision} ${symbol} ${closedAt}`,
            state,
          }),
    ],
  );

const columns = (state: PageState): Column<Reward>[] => [
  {
    id: 'closed',
    title: 'Closed',
    cell: each => age(each.closedAt, state.nowMs),
    sortBy: each => each.closedAt,
  },
  { id: 'symbol', title: 'Symbol', cell: each => each.symbol, sortBy: each => each.symbol },
  { id: 'net', title: 'Net', numeric: true, cell: each => moneyChange(each.net), sortBy: each => each.net },
  {
    ...{ id: 'return', title: 'Return', numeric: true },
    cell: each => signedPercent(returnOf(each), 2),
    sortBy: returnOf,
  },
  { id: 'fees', title: 'Fees', numeric: true, minor: true, cell: each => usd(each.fees) },
  { id: 'regime', title: 'Regime', cell: each => each.regime, sortBy: each => each.regime },
  {
    ...{ id: 'confidence', title: 'Confidence', numeric: true },
    cell: each => percent(each.confidence),
    sortBy: each => each.confidence,
  },
  {
    ...{ id: 'held', title: 'Held', numeric: true, minor: true },
    cell: each => span(Date.parse(each.closedAt) - Date.parse(each.openedAt)),
  },
  { id: 'decision', title: 'Decision', cell: each => decisionLink(state, each) },
];

const returnOf = ({ net, spent }: Reward): number | null => (spent > 0 ? net / spent : null);

const decisionLink = ({ feed }: PageState, { decision, openedAt }: Reward): ViewNode =>
  h('a', { href: decisionUrl(feed, { decision, at: openedAt }) }, h('code', {}, decision));

/** What a trade is believed to be worth by the regime and the confidence that it is entered with, and what fills cost. */
export const worthPanel = (state: PageState): ViewNode =>
  learnerPanel(
    state,
    { id: 'worth', part: 'rewards', title: 'Worth of a trade', url, nothing: NOTHING },
    rewards => [worth(state, rewards.table), slippage(rewards.slippage)],
  );

function worth(state: PageState, cells: readonly Cell[]): Child {
  if (cells.length === 0) return note('It is known once a trade of known confidence has ended.');
  const bands = [...new Set(cells.map(({ confidence }) => confidence))].sort();
  return [
    table({
      id: 'worth-table',
      caption: 'Net return of a trade by regime and confidence, drawn to the mean of all',
      columns: [
        { id: 'regime', title: 'Regime', cell: regime => regime },
        ...bands.map(
          (band): Column<string> => ({
            ...{ id: band, title: band, numeric: true },
            cell: regime => worthText(cells.find(each => each.regime === regime && each.confidence === band)),
          }),
        ),
      ],
      rows: [...new Set(cells.map(({ regime }) => regime))],
      key: regime => regime,
      state,
    }),
    note('Net returns of trades, in brackets their number, drawn to the mean of all as by 20 more at it.'),
  ];
}

const worthText = (cell: Cell | undefined): string =>
  cell ? `${signedPercent(cell.shrunk, 2)} (${countText(cell.trades)})` : '–';

const slippage = ({ fills, meanBps, sdBps }: Rewards['slippage']): ViewNode =>
  h(
    'dl',
    { class: 'facts' },
    fact(
      'Slippage expected',
      meanBps === null ? 'no fill to tell by' : `${decimal(meanBps, 1)} ± ${decimal(sdBps, 1)} basis points`,
    ),
    fact('Learned from', plural(fills, 'fill')),
  );
