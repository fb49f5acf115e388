import { barsCommand, barsUrl } from '../parts/bars.ts';
import { chart } from '../parts/chart.ts';
import { intervalArgument, LONG_INTERVALS } from './arguments.ts';
import { CHART_KEYS, CHART_MARKS } from './chart-help.ts';
import { byQuote, type TerminalFunction } from './definition.ts';

const argument = intervalArgument(LONG_INTERVALS, '1d');

/** The daily chart. */
export const gp: TerminalFunction = {
  ...{ code: 'GP', title: 'Chart', ticker: 'one', argument },
  about: 'Daily candles of a symbol with fills, signals and the lines of an open position.',
  ...{ columns: CHART_MARKS, keys: CHART_KEYS },
  needs: ({ ticker, argument: interval }) => [barsUrl(ticker!, interval ?? argument.usual!)],
  view: place => chart(place, argument),
  command: ({ ticker, argument: interval }) => barsCommand(ticker!, interval ?? argument.usual!),
  url: ({ ticker, argument: interval }) => barsUrl(ticker!, interval ?? argument.usual!),
  age: byQuote,
};
