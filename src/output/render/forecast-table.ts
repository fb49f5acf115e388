import type { Forecast, NoForecast } from '../../lib/app/train/forecast.ts';
import { NONE, percent, signedPercent } from '../numbers.ts';
import { table } from '../table.ts';
import type { Screen } from './screen.ts';

const right = 'right' as const;

const COLUMNS = [
  { header: 'Symbol', priority: 1, minWidth: 8 },
  { header: 'Signal', priority: 1, minWidth: 16 },
  { header: 'Probability', priority: 1, align: right },
  { header: 'Break-even', priority: 1, align: right },
  { header: 'Move', priority: 2, align: right },
  { header: 'Cost', priority: 2, align: right },
];

/** One line a symbol: what the model says, or why it says nothing. */
export const forecastTable = (forecasts: readonly (Forecast | NoForecast)[], screen: Screen): string =>
  table(COLUMNS, forecasts.map(cells), screen);

const cells = (made: Forecast | NoForecast): string[] =>
  'reason' in made
    ? [made.symbol, made.reason, NONE, NONE, NONE, NONE]
    : [
        made.symbol,
        made.action,
        percent(made.probabilityUp),
        percent(made.breakEven),
        signedPercent(made.expectedMove, 2),
        percent(made.cost, 2),
      ];
