import type { PositionView } from '../../lib/app/book-view.ts';
import type { FlattenReport } from '../../lib/app/flatten.ts';
import type { TickReport } from '../../lib/app/tick/run-tick.ts';
import { REASONS } from '../../lib/core/reason.ts';
import { quantity, usd } from '../numbers.ts';
import { facts } from './facts.ts';
import { page, type Screen } from './screen.ts';
import { wrap } from './wrap.ts';

const LATER =
  'One order sells what its cap allows; what is left after it, the next ticks go on selling. Run hive trade tick, ' +
  'or leave it to cron.';

/** What is to be sold, before a person says so. */
export const renderFlattenPlan = (held: readonly PositionView[], screen: Screen): string =>
  page(screen, [`To be sold, at the market:\n${heldText(held, screen)}`, wrap(LATER, screen.width)]);

/** What was marked for sale, and what the first tick of selling came to. */
export function renderFlatten({ held, cancel, tick }: FlattenReport, screen: Screen): string {
  if (!tick) return page(screen, ['Nothing is held; nothing to sell.']);
  const orders = facts([['Open orders', cancel.detail]], screen);
  return page(screen, [
    `Marked for sale\n${heldText(held, screen)}`,
    orders,
    `First tick of selling\n${tick.outcomes.map(outcome => outcomeText(outcome, screen)).join('\n')}`,
    wrap(LATER, screen.width),
  ]);
}

const heldText = (held: readonly PositionView[], { width }: Screen): string =>
  facts(
    held.map(({ symbol, qty, value }) => [symbol, `${quantity(qty)}, worth ${usd(value)}`] as const),
    { width, indent: 2 },
  );

const outcomeText = ({ symbol, reason }: TickReport['outcomes'][number], { width }: Screen): string =>
  wrap(`  ${symbol}  ${reason}  ${REASONS[reason]}`, width, 4);
