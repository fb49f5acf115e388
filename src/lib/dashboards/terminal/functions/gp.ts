import { intervalArgument, LONG_INTERVALS } from './arguments.ts';
import { priceChart } from './price-chart.ts';

/** The daily chart. */
export const gp = priceChart(
  {
    ...{ code: 'GP', title: 'Chart' },
    about: 'Daily candles of a symbol with fills, signals and the lines of an open position.',
  },
  intervalArgument(LONG_INTERVALS, '1d'),
);
