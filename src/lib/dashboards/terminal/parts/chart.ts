import { isInterval } from '../../../core/interval.ts';
import { h, type ViewNode } from '../../shared/node.ts';
import { empty, missing } from '../../shared/parts/empty.ts';
import { priceText, shareChange } from '../../shared/parts/figures.ts';
import { island } from '../../shared/parts/island.ts';
import { screen } from '../desk/screen.ts';
import type { IntervalArgument } from '../functions/arguments.ts';
import type { Place } from '../functions/definition.ts';
import { barsOf, barsUrl, fetchCommand } from './bars.ts';
import { barsTable } from './bars-table.ts';
import { go } from './go.ts';

/** A chart of the screen's symbol, with its newest price and the intervals to choose from. */
export function chart(place: Place, { choices, usual }: IntervalArgument): ViewNode {
  const { id, state, screen: shown } = place;
  const symbol = shown.ticker!;
  const interval = shown.argument ?? usual;
  return h(
    'div',
    { class: 'chart' },
    h(
      'p',
      { key: 'line', class: 'sums' },
      newest(place, symbol),
      h(
        'span',
        { class: 'intervals' },
        choices.map(choice =>
          choice === interval
            ? h('strong', { key: choice, 'aria-current': 'true' }, choice)
            : go(place, { to: screen(shown.code, symbol, choice === usual ? null : choice) }, choice),
        ),
      ),
    ),
    drawn(place, symbol, interval) ??
      island(
        {
          ...{ id: `${id}-chart-${symbol.replace('/', '-')}-${interval}`, kind: 'candles' },
          label: `${symbol}, ${interval} candles; arrow keys move, + and - zoom`,
          settings: { symbol, interval: isInterval(interval) ? interval : '1d' },
        },
        barsTable(place, barsOf(state, symbol, interval) ?? []),
      ),
  );
}

function newest({ state }: Place, symbol: string): ViewNode {
  const quote = state.feed.quotes.find(row => row.symbol === symbol);
  return h(
    'span',
    { class: 'newest' },
    h('strong', { class: 'figure', 'data-flash': '' }, priceText(quote?.price ?? null)),
    ' ',
    shareChange(quote?.change ?? null),
  );
}

/** What stands where there is nothing to draw. */
function drawn({ state }: Place, symbol: string, interval: string): ViewNode | null {
  const why = missing(state, barsUrl(symbol, interval));
  if (why) return why;
  const bars = barsOf(state, symbol, interval);
  if (bars && bars.length > 0) return null;
  return empty(`There are no bars of ${symbol} at ${interval}.`, fetchCommand(symbol, interval));
}
