import type { BacktestSummary } from '../../lib/app/backtest/history.ts';
import { decimal, percent, signedPercent } from '../numbers.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { utcMinute } from '../times.ts';

const right = 'right' as const;

const COLUMNS = [
  { header: 'Id', priority: 1, minWidth: 12 },
  { header: 'Made', priority: 3, minWidth: 17 },
  { header: 'Strategy', priority: 1, minWidth: 9 },
  { header: 'Bars', priority: 2, minWidth: 10 },
  { header: 'Trades', priority: 2, align: right },
  { header: 'Profit', priority: 1, align: right },
  { header: 'Sharpe', priority: 1, align: right },
  { header: 'Drawdown', priority: 2, align: right },
  { header: 'p', priority: 2, align: right },
];

/** The runs that were made, newest first. */
export function renderBacktestList(
  runs: readonly BacktestSummary[],
  terminal: Pick<Terminal, 'width'>,
): string {
  if (runs.length === 0) return 'No backtest was made yet. Run: hive backtest';
  return table(COLUMNS, runs.map(cells), terminal);
}

const cells = (run: BacktestSummary): string[] => [
  run.id,
  utcMinute(Date.parse(run.at)),
  [run.strategy, ...Object.values(run.params)].join(' '),
  `${run.symbols.join(' ')} ${run.interval}`,
  decimal(run.total_trades, 0),
  signedPercent(run.profit_total, 2),
  decimal(run.sharpe),
  percent(run.max_drawdown_account),
  decimal(run.p_value, 3),
];
