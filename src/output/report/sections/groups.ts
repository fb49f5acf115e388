import type { BacktestGroup, BacktestOutput } from '../../../lib/app/schemas/backtest.ts';
import { decimal, percent, signedPercent, signedUsd } from '../../numbers.ts';
import { signed } from '../cell.ts';
import { type Column, dataTable } from '../data-table.ts';
import { type Html, html } from '../html.ts';
import { seconds } from './format.ts';
import { section } from './section.ts';

const columnsOf = (key: string): Column<BacktestGroup>[] => [
  { label: key, isText: true, cell: row => row.key },
  { label: 'Trades', cell: row => decimal(row.trades, 0) },
  { label: 'Avg Profit %', cell: row => signed(signedPercent(row.profit_mean, 2), row.profit_mean) },
  { label: 'Tot Profit $', cell: row => signed(signedUsd(row.profit_total_abs), row.profit_total_abs) },
  { label: 'Tot Profit %', cell: row => signed(signedPercent(row.profit_total, 2), row.profit_total) },
  { label: 'Avg Duration', cell: row => seconds(row.duration_avg) },
  { label: 'Win', cell: row => decimal(row.wins, 0) },
  { label: 'Draw', cell: row => decimal(row.draws, 0) },
  { label: 'Loss', cell: row => decimal(row.losses, 0) },
  { label: 'Win %', cell: row => percent(row.winrate) },
  { label: 'Profit Factor', cell: row => decimal(row.profit_factor) },
];

interface GroupTable {
  readonly id: string;
  readonly key: string;
  readonly caption: string;
  readonly rows: readonly BacktestGroup[];
}

/** Trades by pair, tag, reason and regime; a table without rows is left out, but for the pairs. */
export function groupsSection(output: BacktestOutput): Html {
  const tables: GroupTable[] = [
    { id: 'pairs', key: 'Pair', caption: 'By pair.', rows: output.results_per_pair },
    { id: 'tags', key: 'Enter Tag', caption: 'By enter tag.', rows: output.results_per_enter_tag },
    { id: 'reasons', key: 'Exit Reason', caption: 'By exit reason.', rows: output.exit_reason_summary },
    {
      id: 'mixed',
      key: 'Enter Tag and Exit Reason',
      caption: 'By enter tag and exit reason.',
      rows: output.mix_tag_stats,
    },
    {
      id: 'regimes',
      key: 'Regime',
      caption: 'By regime of the market at the entry.',
      rows: output.results_per_regime,
    },
    { id: 'open', key: 'Pair', caption: 'Left open, at the last close.', rows: output.left_open_trades },
  ];
  const shown = tables.filter(({ id, rows }) => rows.length > 0 || id === 'pairs');
  return section(
    'groups',
    'Where the profit came from',
    shown.map(({ id, key, caption, rows }) => html`${dataTable(columnsOf(key), rows, { id, caption })}\n`),
  );
}
