import { h, type ViewNode } from '../../shared/node.ts';
import { priceText, shareChange } from '../../shared/parts/figures.ts';
import type { LiveFeed } from '../../shared/state.ts';
import { screen } from '../desk/screen.ts';
import type { Place } from '../functions/definition.ts';
import { go } from './go.ts';

/** Prices that pass by. It can be paused (WCAG 2.2.2), and stands still where less motion is wanted. */
export function tape(place: Place): ViewNode {
  const { feed, ui } = place.state;
  const isPaused = ui.tape === 'paused';
  return h(
    'div',
    { key: 'tape', class: `tape ${isPaused ? 'paused' : ''}`.trim(), role: 'group', 'aria-label': 'Prices' },
    h(
      'button',
      {
        ...{ type: 'button', class: 'tape-button needs-script', 'data-action': 'tape' },
        'aria-pressed': String(isPaused),
        'aria-label': 'Pause the tape',
      },
      isPaused ? '▶' : '❚❚',
    ),
    h(
      'div',
      { class: 'tape-window' },
      h(
        'div',
        { class: 'tape-strip' },
        h(
          'ul',
          { key: 'items', class: 'tape-items' },
          feed.quotes.map(quote => item(place, quote)),
        ),
        // Follows without a gap while the strip moves; nobody needs to hear or reach it twice.
        h('ul', { key: 'again', class: 'tape-items again', 'aria-hidden': 'true' }, feed.quotes.map(again)),
      ),
    ),
  );
}

type Quote = LiveFeed['quotes'][number];

const item = (place: Place, quote: Quote): ViewNode =>
  h(
    'li',
    { key: quote.symbol },
    go(place, { to: screen('GP', quote.symbol), where: 'chart' }, quote.symbol),
    figures(quote),
  );

const again = (quote: Quote): ViewNode =>
  h('li', { key: quote.symbol }, h('span', { class: 'symbol' }, quote.symbol), figures(quote));

const figures = ({ price, change }: Quote): readonly (ViewNode | string)[] => [
  ' ',
  h('span', { class: 'figure' }, priceText(price)),
  ' ',
  shareChange(change),
];
