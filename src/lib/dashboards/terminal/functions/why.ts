import type { schema } from '../../../app/schemas/trade-why.ts';
import { h, type ViewNode } from '../../shared/node.ts';
import { age } from '../../shared/parts/age.ts';
import { empty } from '../../shared/parts/empty.ts';
import { answer, type DataOf } from '../../shared/state.ts';
import { whySentences } from '../../shared/why-sentences.ts';
import { tickerRow } from '../parts/go.ts';
import { ofTicker } from '../parts/of-ticker.ts';
import { byTick, type Place, type TerminalFunction } from './definition.ts';

const URL = '/api/crypto/why';

/** Why the last tick did what it did. */
export const why: TerminalFunction = {
  ...{ code: 'WHY', title: 'Why', ticker: 'optional', argument: null },
  about: 'Why the last tick traded or did not, in plain words.',
  columns: [['Reason', 'one for each symbol and tick; all of them are in docs/reasons.md']],
  needs: () => [URL],
  view: reasons,
  command: () => 'hive trade why',
  url: () => URL,
  age: byTick,
};

function reasons(place: Place): ViewNode {
  const { state, screen } = place;
  const { lastTick } = state.feed.status;
  if (!lastTick) return empty('No tick has run yet.', 'hive trade tick');
  const told = answer<DataOf<typeof schema>>(state, URL)?.symbols ?? [];
  return h(
    'div',
    { class: 'stack' },
    h('p', { class: 'sums' }, h('span', {}, 'The last tick ran ', age(lastTick.at, state.nowMs))),
    h(
      'ul',
      { class: 'reasons' },
      ofTicker(lastTick.reasons, screen).map(({ symbol, reason, meaning }) =>
        h(
          'li',
          { key: symbol },
          h('p', {}, tickerRow(place, symbol), ': ', h('strong', {}, meaning), ' ', h('code', {}, reason)),
          told
            .filter(row => row.symbol === symbol && row.reason === reason)
            .flatMap(whySentences)
            .map(text => h('p', { class: 'told' }, text)),
        ),
      ),
    ),
  );
}
