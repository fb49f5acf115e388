import type { Child } from '../../shared/node.ts';
import type { Screen } from '../desk/screen.ts';
import { oneRun, runUrl } from '../parts/backtest-run.ts';
import { runsTable, runsUrl } from '../parts/backtest-runs.ts';
import { idArgument } from './arguments.ts';
import { byAnswer, type Place, type TerminalFunction } from './definition.ts';

const url = ({ argument }: Screen): string => (argument === null ? runsUrl : runUrl(argument));

/** Backtests. */
export const bt: TerminalFunction = {
  ...{ code: 'BT', title: 'Backtests', ticker: 'none', argument: idArgument },
  about: 'Backtests that were made; with an id, or its beginning, what one of them is worth.',
  keys: [['↓ ↑ Enter', 'along the rows; opens one']],
  columns: [
    ['Profit', 'of the starting balance, after costs'],
    ['Luck', 'p-value against random arms: how often chance does as well'],
    ['Drawdown', 'largest fall of equity from its peak'],
    ['Deflated Sharpe', 'probability that it is better than the best of so many tries by luck'],
  ],
  needs: screen => [url(screen)],
  view: (place: Place): Child =>
    place.screen.argument === null ? runsTable(place) : oneRun(place, place.screen.argument),
  command: ({ argument }) => (argument === null ? 'hive backtest list' : `hive backtest show ${argument}`),
  url,
  age: byAnswer(url),
};
