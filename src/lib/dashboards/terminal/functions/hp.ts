import type { Child } from '../../shared/node.ts';
import { empty, missing } from '../../shared/parts/empty.ts';
import type { Screen } from '../desk/screen.ts';
import { barsCommand, barsOf, barsUrl, fetchCommand } from '../parts/bars.ts';
import { barsTable } from '../parts/bars-table.ts';
import { ALL_INTERVALS, intervalArgument } from './arguments.ts';
import { byAnswer, type Place, type TerminalFunction } from './definition.ts';

const argument = intervalArgument(ALL_INTERVALS, '1d');
const intervalOf = ({ argument: interval }: Screen): string => interval ?? argument.usual;
const url = (screen: Screen): string => barsUrl(screen.ticker!, intervalOf(screen));

/** Prices as a table. */
export const hp: TerminalFunction = {
  ...{ code: 'HP', title: 'Prices', ticker: 'one', argument },
  about: 'Closed bars of a symbol as a table, newest first.',
  columns: [
    ['Opened', 'when the bar began, UTC; it is used only after it has closed'],
    ['Change', 'of the close against the close before'],
    ['Volume', 'coins or shares; none where it is not known'],
  ],
  needs: screen => [url(screen)],
  view: prices,
  command: screen => barsCommand(screen.ticker!, intervalOf(screen)),
  url,
  age: byAnswer(url),
};

function prices(place: Place): Child {
  const { state, screen } = place;
  const [symbol, interval] = [screen.ticker!, intervalOf(screen)];
  const bars = barsOf(state, symbol, interval);
  if (bars && bars.length > 0) return barsTable(place, bars);
  return (
    missing(state, url(screen)) ??
    empty(`There are no bars of ${symbol} at ${interval}.`, fetchCommand(symbol, interval))
  );
}
