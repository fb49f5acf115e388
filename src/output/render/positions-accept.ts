import type { AcceptReport } from '../../lib/app/accept/accept-account.ts';
import { quantity, usd } from '../numbers.ts';
import { table } from '../table.ts';
import { page, type Screen } from './screen.ts';
import { wrap } from './wrap.ts';

const COLUMNS = [
  { header: 'What', priority: 1 },
  { header: 'Before', priority: 1, align: 'right' as const },
  { header: 'Now', priority: 1, align: 'right' as const },
];

/** What the journal took over from the broker. */
export function renderAccepted({ changed, cash, coins, lost }: AcceptReport, screen: Screen): string {
  if (!changed) return page(screen, ['The journal says what the broker says; nothing to take over.']);
  const rows = [
    ['Cash', usd(cash.before), usd(cash.after)],
    ...coins.map(({ symbol, before, after }) => [symbol, quantity(before), quantity(after)]),
  ];
  const givenUp = lost.map(order =>
    wrap(`Order ${order} is given up: the broker has no trace of it.`, screen.width),
  );
  return page(screen, [`Taken over from the broker\n${table(COLUMNS, rows, screen)}`, ...givenUp]);
}
