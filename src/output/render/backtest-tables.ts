import type { BacktestGroup, BacktestPeriod, BacktestTrade } from '../../lib/app/schemas/backtest.ts';
import { decimal, percent, signedPercent, signedUsd, usd } from '../numbers.ts';
import { table } from '../table.ts';
import { span, utcMinute } from '../times.ts';
import type { Screen } from './screen.ts';

const right = 'right' as const;

/** A table with its title above, as freqtrade prints them; nothing when it would be empty. */
const titled = (title: string, body: string): string => `${title}\n${body}`;

const whole = (count: number): string => decimal(count, 0);
export const seconds = (value: number | null): string => span(value === null ? null : value * 1_000);

/** Columns of freqtrade's reports, under the heading of what is grouped. */
export function groupTable(
  title: string,
  heading: string,
  { groups, screen, total }: { groups: readonly BacktestGroup[]; screen: Screen; total?: BacktestGroup },
): string {
  if (groups.length === 0) return '';
  const columns = [
    { header: heading, priority: 1, minWidth: heading.includes(',') ? 26 : 14 },
    { header: heading === 'Enter Tag' ? 'Entries' : 'Trades', priority: 1, align: right },
    { header: 'Avg Profit %', priority: 2, align: right },
    { header: 'Tot Profit USD', priority: 1, align: right },
    { header: 'Tot Profit %', priority: 4, align: right },
    { header: 'Avg Duration', priority: 5, align: right },
    { header: 'Win', priority: 3, align: right },
    { header: 'Draw', priority: 5, align: right },
    { header: 'Loss', priority: 3, align: right },
    { header: 'Win%', priority: 1, align: right },
  ];
  const rows = [...groups, ...(total ? [total] : [])].map(group => [
    group.key,
    whole(group.trades),
    signedPercent(group.profit_mean, 2),
    signedUsd(group.profit_total_abs),
    signedPercent(group.profit_total, 2),
    seconds(group.duration_avg),
    whole(group.wins),
    whole(group.draws),
    whole(group.losses),
    percent(group.winrate),
  ]);
  return titled(title, table(columns, rows, screen));
}

const SHOWN_PERIODS = 24;

/** The newest days, weeks or months. */
export function periodTable(
  unit: 'day' | 'week' | 'month',
  periods: readonly BacktestPeriod[],
  screen: Screen,
): string {
  if (periods.length === 0) return '';
  const name = unit[0]!.toUpperCase() + unit.slice(1);
  const columns = [
    { header: name, priority: 1, minWidth: 10 },
    { header: 'Trades', priority: 2, align: right },
    { header: 'Tot Profit USD', priority: 1, align: right },
    { header: 'Profit %', priority: 1, align: right },
    { header: 'Profit Factor', priority: 3, align: right },
    { header: 'Win', priority: 4, align: right },
    { header: 'Draw', priority: 5, align: right },
    { header: 'Loss', priority: 4, align: right },
  ];
  const shown = periods.slice(-SHOWN_PERIODS);
  const rows = shown.map(period => [
    period.date.slice(0, 10),
    whole(period.trades),
    signedUsd(period.profit_abs),
    signedPercent(period.profit, 2),
    decimal(period.profit_factor),
    whole(period.wins),
    whole(period.draws),
    whole(period.losses),
  ]);
  const more =
    shown.length < periods.length
      ? `\nThe last ${SHOWN_PERIODS} of ${whole(periods.length)}; all with --json.`
      : '';
  return titled(`${name.toUpperCase()} BREAKDOWN`, table(columns, rows, screen) + more);
}

/** The newest trades, oldest first. */
export function tradeTable(trades: readonly BacktestTrade[], last: number, screen: Screen): string {
  if (trades.length === 0 || last === 0) return '';
  const columns = [
    { header: 'Opened', priority: 1, minWidth: 17 },
    { header: 'Pair', priority: 1 },
    { header: 'Side', priority: 3 },
    { header: 'Entry', priority: 2, align: right },
    { header: 'Exit', priority: 2, align: right },
    { header: 'Profit', priority: 1, align: right },
    { header: 'Profit %', priority: 1, align: right },
    { header: 'Held', priority: 4, align: right },
    { header: 'Reason', priority: 3, minWidth: 11 },
  ];
  const rows = trades
    .slice(-last)
    .map(trade => [
      utcMinute(Date.parse(trade.open_date)),
      trade.pair,
      trade.is_short ? 'short' : 'long',
      usd(trade.open_rate),
      usd(trade.close_rate),
      signedUsd(trade.profit_abs),
      signedPercent(trade.profit_ratio, 2),
      span(trade.trade_duration * 60_000),
      trade.exit_reason ?? 'open',
    ]);
  const title =
    trades.length > last ? `LAST ${whole(rows.length)} OF ${whole(trades.length)} TRADES` : 'TRADES';
  return titled(title, table(columns, rows, screen));
}
