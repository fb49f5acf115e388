import { quantity, signedPercent } from '../../../../output/numbers.ts';
import { utcMinute } from '../../../../output/times.ts';
import { tickFreshness } from '../../shared/freshness.ts';
import { type Child, h, type ViewNode } from '../../shared/node.ts';
import { age } from '../../shared/parts/age.ts';
import { barriers } from '../../shared/parts/barriers.ts';
import { figure, money, moneyChange, price, priceText, shareChange } from '../../shared/parts/figures.ts';
import type { LiveFeed, PageState } from '../../shared/state.ts';
import { untilText } from '../../shared/tick-times.ts';
import { openingText } from '../opening-text.ts';

type Position = NonNullable<LiveFeed['status']['account']>['main']['positions'][number];

/** What is held of a coin as the last tick marked it, or what would open a position. */
export function positionPart(state: PageState, symbol: string): ViewNode {
  const { account, lastTick } = state.feed.status;
  const position = account?.main.positions.find(held => held.symbol === symbol);
  return h(
    'section',
    { key: 'position', class: `part ${tickFreshness(state)}` },
    h('h3', {}, 'Position ', lastTick && age(lastTick.at, state.nowMs)),
    position ? held(state, position) : h('p', {}, openingText(state, symbol)),
  );
}

function held(state: PageState, position: Position): ViewNode[] {
  const { qty, cost, averagePrice, mark, value, unrealised, openedAt } = position;
  return [
    h(
      'dl',
      { class: 'facts' },
      fact('Quantity', figure(quantity(qty))),
      fact('Cost', money(cost), ' at ', price(averagePrice)),
      fact('Value', money(value), ' at ', price(mark)),
      fact('Unrealised', moneyChange(unrealised), ' ', shareChange(shareOf(unrealised, cost))),
      fact('Opened', figure(utcMinute(Date.parse(openedAt)))),
      exits(state, position),
    ),
    ...picture(position),
  ];
}

const shareOf = (unrealised: number | null, cost: number): number | null =>
  unrealised === null || cost <= 0 ? null : unrealised / cost;

const fact = (name: string, ...value: Child[]): ViewNode =>
  h('div', { key: name }, h('dt', {}, name), h('dd', {}, value));

/** Where and when it is sold at the latest. */
function exits({ nowMs }: PageState, { stop, target, mark, expiresAt }: Position): ViewNode[] {
  const untilMs = expiresAt === null ? null : Date.parse(expiresAt);
  return [
    fact('Stop', price(stop), away(stop, mark)),
    fact('Target', price(target), away(target, mark)),
    fact(
      'Horizon',
      figure(utcMinute(untilMs)),
      untilMs !== null && h('span', { class: 'quiet' }, ` ${untilText(untilMs, nowMs)}`),
    ),
  ];
}

/** How far the price is from a barrier. */
const away = (barrier: number | null, mark: number | null): Child =>
  barrier !== null && mark !== null && h('span', { class: 'quiet' }, ` ${signedPercent(barrier / mark - 1)}`);

function picture({ stop, target, mark, averagePrice }: Position): ViewNode[] {
  if (stop === null || target === null || mark === null) return [];
  const label = `At ${priceText(mark)}, between the stop at ${priceText(stop)} and the target at ${priceText(target)}`;
  const drawn = barriers({ stop, target, entry: averagePrice, price: mark, label });
  return drawn ? [drawn] : [];
}
