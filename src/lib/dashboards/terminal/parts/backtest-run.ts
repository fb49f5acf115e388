import { decimal, percent, signedPercent, usd } from '../../../../output/numbers.ts';
import type { schema } from '../../../app/schemas/backtest.ts';
import { h, type ViewNode } from '../../shared/node.ts';
import { moment } from '../../shared/parts/age.ts';
import { missing } from '../../shared/parts/empty.ts';
import { moneyChange, priceText, shareChange } from '../../shared/parts/figures.ts';
import { type Column, table } from '../../shared/parts/table.ts';
import { answer, type DataOf } from '../../shared/state.ts';
import type { Place } from '../functions/definition.ts';
import { type Fact, facts } from './facts.ts';

type Run = DataOf<typeof schema>;
type Trade = Run['trades'][number];

/** Trades of a run that are listed. */
const LISTED = 50;

export const runUrl = (id: string): string => `/api/backtests/${id}`;

/** One backtest: what it is worth first, then what it earned, and its newest trades. */
export function oneRun({ id: place, state }: Place, id: string): ViewNode | null {
  const run = answer<Run>(state, runUrl(id));
  if (!run) return missing(state, runUrl(id));
  return h(
    'div',
    { class: 'stack' },
    h('p', { class: 'verdict' }, run.deflation.verdict),
    h(
      'div',
      { class: 'fact-grid' },
      facts('Evidence', evidenceFacts(run)),
      facts('Result after costs', resultFacts(run)),
      facts('Run', runFacts(run)),
    ),
    table({
      ...{ id: `${place}-trades`, caption: 'Trades, newest first', columns: TRADE_COLUMNS, state },
      rows: run.trades.slice(-LISTED).reverse(),
      key: ({ pair, open_date }) => `${pair} ${open_date}`,
    }),
  );
}

function evidenceFacts({ evidence, deflation, walk_forward: walk }: Run): readonly Fact[] {
  return [
    [
      'Out of sample',
      walk ? `${percent(walk.accuracy)} of ${decimal(walk.n, 0)} right` : 'rules, nothing learned',
    ],
    ['Tries so far', decimal(deflation.tries, 0)],
    ['Deflated Sharpe', percent(deflation.deflated_sharpe)],
    ['Beats random arms', percent(evidence.control_arm.percentile)],
    ['Luck (p)', decimal(evidence.control_arm.p_value, 3)],
    ['Cost paid', percent(evidence.cost_paid, 2)],
    ['Cost it can bear', percent(evidence.cost_break_even, 2)],
    ['Buy and hold', signedPercent(evidence.buy_and_hold.profit_total)],
  ];
}

const resultFacts = (run: Run): readonly Fact[] => [
  ['Profit', shareChange(run.profit_total)],
  ['In dollars', moneyChange(run.profit_total_abs)],
  ['Fees', usd(run.total_fees)],
  ['Sharpe', decimal(run.sharpe)],
  ['Max drawdown', percent(run.max_drawdown_account)],
  ['Profit factor', decimal(run.profit_factor)],
  ['Trades', decimal(run.total_trades, 0)],
  ['Win rate', percent(run.winrate)],
];

const runFacts = (run: Run): readonly Fact[] => [
  ['Strategy', run.strategy],
  ['Symbols', run.data.symbols.join(', ')],
  ['Bars', `${decimal(run.data.bars, 0)} of ${run.data.interval}`],
  ['From', moment(run.backtest_start)],
  ['To', moment(run.backtest_end)],
  ['Market', run.data.market],
  ['Engine', run.execution.engine],
  ['Id', run.id],
];

const TRADE_COLUMNS: readonly Column<Trade>[] = [
  { id: 'open', title: 'Opened', cell: row => moment(row.open_date), sortBy: row => row.open_date },
  { id: 'pair', title: 'Symbol', cell: row => row.pair, sortBy: row => row.pair },
  { id: 'side', title: 'Side', minor: true, cell: row => (row.is_short ? 'short' : 'long') },
  { id: 'in', title: 'In at', numeric: true, minor: true, cell: row => priceText(row.open_rate) },
  { id: 'out', title: 'Out at', numeric: true, minor: true, cell: row => priceText(row.close_rate) },
  {
    ...{ id: 'profit', title: 'Profit', numeric: true },
    ...{ cell: row => moneyChange(row.profit_abs), sortBy: row => row.profit_abs },
  },
  {
    ...{ id: 'share', title: 'Share', numeric: true },
    ...{ cell: row => shareChange(row.profit_ratio), sortBy: row => row.profit_ratio },
  },
  { id: 'reason', title: 'Reason', cell: row => row.exit_reason ?? 'open' },
];
