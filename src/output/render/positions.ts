import type { BookView, PositionView } from '../../lib/app/book-view.ts';
import type { Positions } from '../../lib/app/positions.ts';
import { decimal, quantity, signedUsd, usd } from '../numbers.ts';
import { table } from '../table.ts';
import { utcMinute } from '../times.ts';
import { facts } from './facts.ts';
import { page, type Screen } from './screen.ts';
import { wrap } from './wrap.ts';

const right = 'right' as const;

const HELD = [
  { header: 'Position', priority: 1 },
  { header: 'Quantity', priority: 1, align: right },
  { header: 'Cost', priority: 1, align: right },
  { header: 'Value', priority: 1, align: right },
  { header: 'Profit', priority: 1, align: right },
  { header: 'Mark', priority: 2, align: right },
];

const BOOKS = [
  { header: 'Money', priority: 1 },
  { header: 'Account', priority: 1, align: right },
  { header: 'Control arm', priority: 1, align: right },
];

/** What is held and what it is worth, beside the control arm. */
export function renderPositions(account: Positions | null, screen: Screen): string {
  if (!account) return page(screen, ['No tick has run yet. Run: hive trade tick']);
  const { main, control, openOrders } = account;
  const frozen = openOrders.map(order => `Not yet resolved: order ${order}`);
  return page(screen, [
    heldBlock(main.positions, screen),
    frozen.map(line => wrap(line, screen.width, 2)).join('\n'),
    table(BOOKS, moneyRows(main, control), screen),
    wrap(
      `Account ${account.account} began with ${usd(account.startingCash)}. The control arm bets at random ` +
        'under the same costs and limits.',
      screen.width,
    ),
  ]);
}

function heldBlock(positions: readonly PositionView[], screen: Screen): string {
  if (positions.length === 0) return 'No open position.';
  const rows = positions.map(held => [
    held.symbol,
    quantity(held.qty),
    usd(held.cost),
    usd(held.value),
    signedUsd(held.unrealised),
    usd(held.mark),
  ]);
  const exits = positions.map(held => [held.symbol, exitText(held)] as const);
  return `${table(HELD, rows, screen)}\n\nLeaves at\n${facts(exits, { width: screen.width, indent: 2 })}`;
}

function exitText({ target, stop, expiresAt }: PositionView): string {
  const exits = [
    target === null ? '' : `target ${usd(target)}`,
    stop === null ? '' : `stop ${usd(stop)}`,
    expiresAt === null ? '' : utcMinute(Date.parse(expiresAt)),
  ];
  return exits.filter(text => text !== '').join(', ') || 'a SELL signal';
}

function moneyRows(main: BookView, control: BookView): string[][] {
  const row = (name: string, show: (book: BookView) => string) => [name, show(main), show(control)];
  return [
    row('Equity', book => usd(book.equity)),
    row('Cash', book => usd(book.cash)),
    row('Profit', book => signedUsd(book.profit)),
    row('  realised', book => signedUsd(book.realised)),
    row('  unrealised', book => signedUsd(book.unrealised)),
    row('Fees', book => usd(book.fees)),
    row('Turnover', book => usd(book.turnover)),
    row('Trades', book => decimal(book.trades, 0)),
    row('Round trips', book => decimal(book.roundTrips, 0)),
    row('  won', book => decimal(book.wins, 0)),
  ];
}
