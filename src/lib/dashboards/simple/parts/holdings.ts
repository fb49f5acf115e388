import { percent, quantity, usd } from '../../../../output/numbers.ts';
import { decisions } from '../../shared/decision-words.ts';
import { tickFreshness } from '../../shared/freshness.ts';
import { h, type ViewNode } from '../../shared/node.ts';
import { moneyChange, priceText } from '../../shared/parts/figures.ts';
import { panel } from '../../shared/parts/panel.ts';
import { prose } from '../../shared/prose.ts';
import type { LiveFeed, PageState } from '../../shared/state.ts';
import { untilText } from '../../shared/tick-times.ts';
import { coinName } from '../coin-name.ts';

type Account = NonNullable<LiveFeed['status']['account']>;
type Position = Account['main']['positions'][number];

/** What is open, in words; or that all of it is cash, and why. */
export function holdingsPart(state: PageState): ViewNode {
  const { account, lastTick } = state.feed.status;
  return panel(
    {
      ...{ id: 'open', title: 'What is open', state, className: 'holdings' },
      ...{ at: lastTick?.at ?? null, freshness: tickFreshness(state) },
      ...{ command: 'hive positions', url: '/api/crypto/positions' },
    },
    contents(state, account),
  );
}

function contents(state: PageState, account: Account | null): ViewNode {
  if (!account) return h('p', {}, 'Nothing: no tick has run yet.');
  const { positions, cash } = account.main;
  if (positions.length === 0) return allCash(state, cash);
  return h(
    'ul',
    { class: 'plain' },
    positions.map(position => h('li', { key: position.symbol }, held(state, position))),
    h('li', { key: 'cash' }, `The rest, ${usd(cash)}, is cash.`),
  );
}

function held({ nowMs }: PageState, position: Position): ViewNode[] {
  const { symbol, qty, cost, unrealised, stop, target, expiresAt } = position;
  const barriers = [
    target !== null && `at ${priceText(target)} (target)`,
    stop !== null && `at ${priceText(stop)} (stop)`,
    expiresAt !== null && `${untilText(Date.parse(expiresAt), nowMs)} at the latest`,
  ].filter(part => part !== false);
  return [
    h(
      'p',
      {},
      h('strong', {}, `${quantity(qty)} ${coinName(symbol)}`),
      `, bought for ${usd(cost)}: `,
      moneyChange(unrealised),
      unrealised === null ? ', not priced now.' : ` ${unrealised < 0 ? 'down' : 'up'} so far.`,
    ),
    h(
      'p',
      { class: 'label' },
      barriers.length > 0 ? `Sold ${barriers.join(', ')}.` : 'Sold when the signal turns.',
    ),
  ];
}

/** What it takes to buy. */
function openingText({ limits }: LiveFeed): string {
  const needed = limits.limits.find(({ id }) => id === 'confidence')?.limit ?? null;
  return needed === null
    ? 'A buy signal above the threshold opens a position.'
    : prose(`A buy signal with a confidence above ${percent(needed, 0)} opens a position.`);
}

/** Nothing is held: what the last tick said of each coin is why. */
function allCash({ feed }: PageState, cash: number): ViewNode {
  const reasons = feed.status.lastTick?.reasons ?? [];
  const decided = decisions(feed);
  return h(
    'div',
    {},
    h('p', {}, h('strong', {}, `All of it is cash: ${usd(cash)}.`)),
    h('p', {}, openingText(feed)),
    h(
      'ul',
      { class: 'plain label' },
      reasons.map(({ symbol, reason, meaning }) => {
        // What was decided earlier stands, and says more than that it does.
        const last = reason === 'EPOCH_DECIDED' ? decided.find(row => row.symbol === symbol) : undefined;
        return h('li', { key: symbol }, prose(`${coinName(symbol)}: ${last?.text ?? meaning}.`));
      }),
    ),
  );
}
