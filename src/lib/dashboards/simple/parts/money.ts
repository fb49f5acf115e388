import { signedUsd, usd } from '../../../../output/numbers.ts';
import { tickFreshness } from '../../shared/freshness.ts';
import { moneyToday } from '../../shared/money-today.ts';
import { h, type ViewNode } from '../../shared/node.ts';
import { money, moneyChange, shareChange } from '../../shared/parts/figures.ts';
import { panel } from '../../shared/parts/panel.ts';
import { picture } from '../../shared/parts/picture.ts';
import type { PageState } from '../../shared/state.ts';

/** Up or down today, and the equity with the line of its last 24 hours. */
export function moneyPart(state: PageState): ViewNode {
  const { status, equity } = state.feed;
  const today = moneyToday(status);
  const values = equity.points.map(([, main]) => main);
  const says = `Equity over 24 hours: ${signedUsd(equity.change)}`;
  return panel(
    {
      ...{ id: 'today', title: 'Today', state, className: 'today' },
      ...{ at: status.lastTick?.at ?? null, freshness: tickFreshness(state) },
      ...{ command: 'hive status', url: '/api/crypto/status' },
    },
    h(
      'p',
      { key: 'profit', class: 'profit' },
      moneyChange(today?.dollars ?? null),
      today && [' ', shareChange(today.share)],
    ),
    h(
      'div',
      { key: 'equity', class: 'equity' },
      h('p', {}, h('span', { class: 'label' }, 'Equity '), money(status.account?.main.equity ?? null)),
      picture(values, says),
      h('p', { class: 'label' }, equityText(state)),
    ),
  );
}

function equityText({ feed }: PageState): string {
  const { account } = feed.status;
  if (!account) return 'There is no account before the first tick.';
  const { change, points } = feed.equity;
  const profit = `${signedUsd(account.main.profit)} since it began with ${usd(account.startingCash)}`;
  return points.length < 2 ? `${profit}.` : `${signedUsd(change)} in 24 hours, ${profit}.`;
}
