import type { ChosenTrades } from '../../lib/app/select-trades.ts';
import { NONE, signedUsd, usd } from '../numbers.ts';
import { table } from '../table.ts';
import { utcMinute } from '../times.ts';
import { page, type Screen } from './screen.ts';
import { wrap } from './wrap.ts';

type Trade = ChosenTrades['trades'][number];

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

interface Shown extends ChosenTrades {
  /** The only symbol that was asked for. */
  readonly symbol?: string | undefined;
  /** Whether a period was asked for. */
  readonly isFiltered?: boolean;
}

/** The fills, oldest first, and what they come to. */
export function renderTrades(shown: Shown, screen: Screen): string {
  const { trades, total } = shown;
  if (total === 0) return page(screen, [noneText(shown)]);
  const count = trades.length < total ? `The last ${trades.length} of ${total} trades; all with --all.` : '';
  return page(screen, [table(COLUMNS, trades.map(cells), screen), count, totalsText(shown, screen)]);
}

function noneText({ symbol, isFiltered }: Shown): string {
  if (isFiltered) return `No trades${symbol === undefined ? '' : ` in ${symbol}`} in this time.`;
  return symbol === undefined
    ? 'No trades. A tick makes them. Run: hive trade tick'
    : `No trades in ${symbol}.`;
}

function totalsText({ totals }: Shown, { width }: Screen): string {
  const { bought, sold, fees, realised } = totals;
  const sums = `bought ${usd(Number(bought))}, sold ${usd(Number(sold))} after fees, fees ${usd(Number(fees))}`;
  return wrap(`Together: ${sums}, profit ${signedUsd(Number(realised))}.`, width);
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
