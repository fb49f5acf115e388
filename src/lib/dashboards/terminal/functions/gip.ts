import { intervalArgument, SHORT_INTERVALS } from './arguments.ts';
import { priceChart } from './price-chart.ts';

/** The intraday chart. */
export const gip = priceChart(
  {
    ...{ code: 'GIP', title: 'Intraday chart' },
    about: 'Candles within the day, of 5 minutes, 15 minutes or an hour.',
  },
  intervalArgument(SHORT_INTERVALS, '15m'),
);
