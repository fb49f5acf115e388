import { percent, signedPercent, signedUsd, usd } from '../../../../output/numbers.ts';
import { tickFreshness } from '../../shared/freshness.ts';
import { moneyToday } from '../../shared/money-today.ts';
import { type Child, h, type ViewNode } from '../../shared/node.ts';
import { empty } from '../../shared/parts/empty.ts';
import { money, moneyChange, share, shareChange } from '../../shared/parts/figures.ts';
import { island } from '../../shared/parts/island.ts';
import { panel } from '../../shared/parts/panel.ts';
import { picture } from '../../shared/parts/picture.ts';
import type { LiveFeed, PageState } from '../../shared/state.ts';
import { underwater } from '../../shared/underwater.ts';

type Account = NonNullable<LiveFeed['status']['account']>;

/** Equity of the last 24 hours, what today brought, and how far it is below its peak. */
export function moneyPanel(state: PageState): ViewNode {
  const { account, lastTick } = state.feed.status;
  return panel(
    {
      ...{ id: 'money', title: 'Equity, last 24 hours', state, className: 'money' },
      ...{ at: lastTick?.at ?? null, freshness: tickFreshness(state) },
      ...{ command: 'hive status', url: '/api/equity' },
    },
    account ? [headline(state, account), charts(state)] : empty('No tick has run yet.', 'hive trade tick'),
  );
}

function headline({ feed }: PageState, account: Account): ViewNode[] {
  const today = moneyToday(feed.status);
  const { change, controlChange, maxDrawdown, points } = feed.equity;
  const below = underwater(points.map(([, equity]) => equity)).at(-1) ?? null;
  const large = h(
    'dl',
    { key: 'large', class: 'headline' },
    fact('Equity', 'big', money(account.main.equity)),
    fact('Today', 'big', moneyChange(today?.dollars ?? null), ' ', shareChange(today?.share ?? null)),
  );
  const small = h(
    'dl',
    { key: 'small', class: 'headline small' },
    fact('24 h', '', moneyChange(change)),
    fact('Control arm, 24 h', '', moneyChange(controlChange)),
    fact('Below the peak', '', share(below, 2)),
    fact('Deepest drawdown', '', share(maxDrawdown, 2)),
    fact('Unrealised', '', moneyChange(account.main.unrealised)),
    fact('Cash', '', money(account.main.cash)),
    fact('Fees so far', '', money(account.main.fees)),
  );
  return [large, small];
}

const fact = (name: string, className: string, ...value: Child[]): ViewNode =>
  h('div', { key: name, class: `fact ${className}`.trim() }, h('dt', {}, name), h('dd', {}, value));

function charts({ feed }: PageState): ViewNode {
  const { points, change, maxDrawdown } = feed.equity;
  if (points.length < 2)
    return h('p', { key: 'charts', class: 'quiet charts' }, 'The lines begin with the second tick.');
  const equity = points.map(([, main]) => main);
  const says = `Equity over 24 hours: ${signedUsd(change)} to ${usd(equity.at(-1)!)}.`;
  const depth = `Below the peak, at most ${percent(maxDrawdown, 2)}; now ${signedPercent(underwater(equity).at(-1) ?? null, 2)}.`;
  return h(
    'div',
    { key: 'charts', class: 'charts' },
    island({ id: 'equity-chart', kind: 'equity', label: says }, picture(equity, says)),
    island({ id: 'underwater-chart', kind: 'underwater', label: depth }, h('p', { class: 'quiet' }, depth)),
  );
}
