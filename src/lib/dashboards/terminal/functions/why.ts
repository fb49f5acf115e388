import { percent } from '../../../../output/numbers.ts';
import type { schema } from '../../../app/schemas/trade-why.ts';
import { h, type ViewNode } from '../../shared/node.ts';
import { age } from '../../shared/parts/age.ts';
import { empty } from '../../shared/parts/empty.ts';
import { answer, type DataOf } from '../../shared/state.ts';
import { tickerRow } from '../parts/go.ts';
import { ofTicker } from '../parts/of-ticker.ts';
import { byTick, type Place, type TerminalFunction } from './definition.ts';

const URL = '/api/crypto/why';
type Told = DataOf<typeof schema>['symbols'][number];

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
          sentences(told.find(row => row.symbol === symbol && row.reason === reason)).map(text =>
            h('p', { class: 'told' }, text),
          ),
        ),
      ),
    ),
  );
}

/** What led to it, a sentence for each step. */
function sentences(told: Told | undefined): readonly string[] {
  if (!told) return [];
  const { decision, rule, limit, value, order, control } = told;
  const steps: readonly (string | false | undefined | null)[] = [
    decision && decidedText(decision),
    rule && `The rule ${rule} refused it: ${value ?? 'a value'} against a limit of ${limit ?? 'none'}.`,
    order &&
      `It ordered to ${order.intent.side} ${order.intent.symbol}${order.events.length > 0 ? `: ${order.events.map(({ text }) => text).join('; ')}` : ''}.`,
    control && `The control arm ${control.traded ? 'traded' : 'did not trade'}: ${control.action}.`,
  ];
  return steps.filter(text => typeof text === 'string');
}

function decidedText({ data, now }: NonNullable<Told['decision']>): string {
  const { action, confidence, probabilityUp } = data.signal;
  const paid = probabilityUp === null ? '' : `, probability ${percent(probabilityUp)} that it pays`;
  const when = now ? 'The strategy' : 'At an earlier tick the strategy';
  return `${when} (${data.strategy}) said ${action} with a confidence of ${percent(confidence)}, which must be above ${percent(data.threshold)}${paid}.`;
}
