import { barsCommand, barsUrl } from '../parts/bars.ts';
import { chart } from '../parts/chart.ts';
import { intervalArgument, SHORT_INTERVALS } from './arguments.ts';
import { CHART_KEYS, CHART_MARKS } from './chart-help.ts';
import { byQuote, type TerminalFunction } from './definition.ts';

const argument = intervalArgument(SHORT_INTERVALS, '15m');

/** The intraday chart. */
export const gip: TerminalFunction = {
  ...{ code: 'GIP', title: 'Intraday chart', ticker: 'one', argument },
  about: 'Candles within the day, of 5 minutes, 15 minutes or an hour.',
  ...{ columns: CHART_MARKS, keys: CHART_KEYS },
  needs: ({ ticker, argument: interval }) => [barsUrl(ticker!, interval ?? argument.usual!)],
  view: place => chart(place, argument),
  command: ({ ticker, argument: interval }) => barsCommand(ticker!, interval ?? argument.usual!),
  url: ({ ticker, argument: interval }) => barsUrl(ticker!, interval ?? argument.usual!),
  age: byQuote,
};
