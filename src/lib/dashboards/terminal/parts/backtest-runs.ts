import { decimal } from '../../../../output/numbers.ts';
import type { schema } from '../../../app/schemas/backtest-list.ts';
import type { ViewNode } from '../../shared/node.ts';
import { moment } from '../../shared/parts/age.ts';
import { empty, missing } from '../../shared/parts/empty.ts';
import { figure, share, shareChange } from '../../shared/parts/figures.ts';
import { type Column, table } from '../../shared/parts/table.ts';
import { answer, type DataOf } from '../../shared/state.ts';
import { screen } from '../desk/screen.ts';
import type { Place } from '../functions/definition.ts';
import { go } from './go.ts';

type Runs = DataOf<typeof schema>;
type Run = Runs['runs'][number];

export const runsUrl = '/api/backtests';

/** The backtests that were made, newest first. */
export function runsTable(place: Place): ViewNode | null {
  const { id, state } = place;
  const answered = answer<Runs>(state, runsUrl);
  if (!answered) return missing(state, runsUrl);
  const { runs } = answered;
  if (runs.length === 0) return empty('No backtest has been made yet.', 'hive backtest');
  return table({
    ...{ id: `${id}-runs`, caption: 'Backtests, newest first', rows: runs, state, columns: columns(place) },
    key: row => row.id,
  });
}

const columns = (place: Place): readonly Column<Run>[] => [
  { id: 'id', title: 'Id', cell: row => go(place, { to: screen('BT', null, row.id), isRow: true }, row.id) },
  { id: 'strategy', title: 'Strategy', cell: row => row.strategy, sortBy: row => row.strategy },
  { id: 'symbols', title: 'Symbols', minor: true, cell: row => row.symbols.join(', ') },
  { id: 'interval', title: 'Bars', minor: true, cell: row => row.interval },
  {
    ...{ id: 'profit', title: 'Profit', numeric: true },
    ...{ cell: row => shareChange(row.profit_total), sortBy: row => row.profit_total },
  },
  {
    ...{ id: 'luck', title: 'Luck', numeric: true },
    ...{ cell: row => figure(decimal(row.p_value, 3)), sortBy: row => row.p_value },
  },
  {
    ...{ id: 'sharpe', title: 'Sharpe', numeric: true },
    ...{ cell: row => figure(decimal(row.sharpe)), sortBy: row => row.sharpe },
  },
  {
    ...{ id: 'drawdown', title: 'Drawdown', numeric: true, minor: true },
    ...{ cell: row => share(row.max_drawdown_account), sortBy: row => row.max_drawdown_account },
  },
  {
    ...{ id: 'trades', title: 'Trades', numeric: true },
    ...{ cell: row => figure(decimal(row.total_trades, 0)), sortBy: row => row.total_trades },
  },
  { id: 'at', title: 'Made', minor: true, cell: row => moment(row.at), sortBy: row => row.at },
];
