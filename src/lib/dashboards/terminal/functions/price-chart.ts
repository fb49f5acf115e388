import { barsCommand, barsUrl } from '../parts/bars.ts';
import { chart } from '../parts/chart.ts';
import type { IntervalArgument } from './arguments.ts';
import { CHART_KEYS, CHART_MARKS } from './chart-help.ts';
import { byQuote, type TerminalFunction } from './definition.ts';

/** A function that shows the candles of a symbol at an interval of `argument`. */
export const priceChart = (
  named: Pick<TerminalFunction, 'code' | 'title' | 'about'>,
  argument: IntervalArgument,
): TerminalFunction => ({
  ...named,
  ...{ ticker: 'one', argument, columns: CHART_MARKS, keys: CHART_KEYS, age: byQuote },
  needs: ({ ticker, argument: interval }) => [barsUrl(ticker!, interval ?? argument.usual)],
  view: place => chart(place, argument),
  command: ({ ticker, argument: interval }) => barsCommand(ticker!, interval ?? argument.usual),
  url: ({ ticker, argument: interval }) => barsUrl(ticker!, interval ?? argument.usual),
});
