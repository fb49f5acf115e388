import { decimal, percent, signedPercent, signedUsd, usd } from '../../../../output/numbers.ts';
import { tickFreshness } from '../../shared/freshness.ts';
import { type Child, h, type ViewNode } from '../../shared/node.ts';
import { age } from '../../shared/parts/age.ts';
import { empty, missing } from '../../shared/parts/empty.ts';
import { moneyChange } from '../../shared/parts/figures.ts';
import { island } from '../../shared/parts/island.ts';
import { panel } from '../../shared/parts/panel.ts';
import { spark } from '../../shared/parts/spark.ts';
import { table } from '../../shared/parts/table.ts';
import { answer, type PageState } from '../../shared/state.ts';
import { type Control, type Learning, URLS } from '../answers.ts';

type Arm = Control['model'];

/** The account against an arm that trades at random under the same costs and limits. */
export function controlPanel(state: PageState): ViewNode {
  const learning = answer<Learning>(state, URLS.learning);
  return panel(
    {
      id: 'control',
      title: 'Model against control arm',
      state,
      at: state.feed.status.lastTick?.at ?? null,
      freshness: tickFreshness(state),
      url: '/api/learning/control',
      command: 'hive status',
      className: 'wide',
    },
    learning ? compared(state, learning.control) : missing(state, URLS.learning),
  );
}

function compared(state: PageState, control: Control | null): Child {
  if (!control) return empty('No tick has run yet, so neither has traded.', 'hive trade tick');
  const { difference, from, says, points } = control;
  const label =
    `Equity of the account and of the control arm over ${points.length} moments; ` +
    `now ${usd(control.model.equity)} and ${usd(control.control.equity)}`;
  return [
    h('p', { class: 'says' }, says),
    h(
      'p',
      {},
      'Difference in profit ',
      moneyChange(difference),
      h('span', { class: 'quiet' }, ' since ', age(from, state.nowMs)),
    ),
    island(
      { id: 'control-lines', kind: 'lines', label, settings: { lines: 'control' } },
      spark(
        points.map(([, equity]) => equity),
        label,
        640,
      ),
    ),
    table({
      id: 'control-table',
      caption: 'The account and the control arm',
      columns: [
        { id: 'name', title: 'Figure', cell: line => line.name },
        { id: 'model', title: 'Model', numeric: true, cell: line => line.write(control.model) },
        { id: 'control', title: 'Control arm', numeric: true, cell: line => line.write(control.control) },
      ],
      rows: LINES,
      key: line => line.name,
      state,
    }),
  ];
}

const LINES: readonly { readonly name: string; readonly write: (arm: Arm) => string }[] = [
  { name: 'Profit', write: arm => `${signedUsd(arm.profit)} (${signedPercent(arm.profitShare, 2)})` },
  { name: 'Equity', write: arm => usd(arm.equity) },
  { name: 'Fees', write: arm => usd(arm.fees) },
  { name: 'Turnover', write: arm => usd(arm.turnover) },
  { name: 'Round trips', write: arm => decimal(arm.roundTrips, 0) },
  { name: 'Win rate', write: arm => percent(arm.winRate) },
  { name: 'Max drawdown', write: arm => percent(arm.maxDrawdown, 2) },
];
