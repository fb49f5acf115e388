import type { App } from '../../lib/app/compose.ts';
import { NONE, signedUsd, usd } from '../numbers.ts';
import { table } from '../table.ts';
import { utcMinute } from '../times.ts';
import { page, type Screen } from './screen.ts';

type Trade = Awaited<ReturnType<App['trades']>>[number];

const right = 'right' as const;

const COLUMNS = [
  { header: 'Time', priority: 1, minWidth: 17 },
  { header: 'Symbol', priority: 1 },
  { header: 'Side', priority: 1, minWidth: 4 },
  { header: 'Quantity', priority: 2, align: right },
  { header: 'Price', priority: 1, align: right },
  { header: 'Profit', priority: 1, align: right },
  { header: 'Fee', priority: 3, align: right },
  { header: 'Reason', priority: 2, minWidth: 12 },
];

interface Shown {
  readonly trades: readonly Trade[];
  /** How many there are in all. */
  readonly total: number;
  /** The only symbol that was asked for. */
  readonly symbol?: string | undefined;
}

/** The fills, oldest first. */
export function renderTrades({ trades, total, symbol }: Shown, screen: Screen): string {
  if (total === 0 && symbol !== undefined) return page(screen, [`No trades in ${symbol}.`]);
  if (total === 0) return page(screen, ['No trades. A tick makes them. Run: hive trade tick']);
  const count = trades.length < total ? `The last ${trades.length} of ${total} trades; all with --all.` : '';
  return page(screen, [table(COLUMNS, trades.map(cells), screen), count]);
}

const cells = ({ at, symbol, side, qty, price, realised, fee, reason }: Trade): string[] => [
  utcMinute(Date.parse(at)),
  symbol,
  side,
  qty,
  usd(Number(price)),
  realised === null ? NONE : signedUsd(Number(realised)),
  usd(Number(fee)),
  reason,
];
