import { mean } from '../../../performance/mean.ts';
import { outcomes } from '../../../performance/outcomes.ts';
import { profitFactor } from '../../../performance/profit-factor.ts';
import { winRate } from '../../../performance/win-rate.ts';
import type { BacktestGroup } from '../../schemas/backtest.ts';
import { isOpenAtEnd, type TradeRow } from './trade-row.ts';
import { dollarsOf, seconds } from './units.ts';

/** Reason of a trade that is still open. */
const OPEN = 'OPEN';

export const reasonOf = ({ trade }: TradeRow): string =>
  trade.exitBar === null ? OPEN : (trade.exitReason ?? OPEN);

function groupLine(key: string, rows: readonly TradeRow[], startingCents: number): BacktestGroup {
  const cents = rows.map(row => row.cents);
  const found = outcomes(cents);
  const total = found.grossProfit - found.grossLoss;
  return {
    key,
    trades: rows.length,
    profit_mean: mean(rows.map(row => row.ratio)),
    profit_total_abs: dollarsOf(total),
    profit_total: total / startingCents,
    duration_avg: seconds(mean(rows.map(row => row.endMs - row.openMs))),
    wins: found.wins,
    draws: found.draws,
    losses: found.losses,
    winrate: winRate(found),
    profit_factor: profitFactor(found),
  };
}

/**
 * Trades by a key, the most profitable group first; equal ones in the order in which they first appear. No line is a
 * total, so that sums over the lines are the totals of the run.
 * @param keys keys that have a line even without a trade
 */
export function groupsBy(
  rows: readonly TradeRow[],
  keyOf: (row: TradeRow) => string,
  { startingCents, keys = [] }: { readonly startingCents: number; readonly keys?: readonly string[] },
): BacktestGroup[] {
  const groups = new Map<string, TradeRow[]>(keys.map(key => [key, []]));
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups]
    .map(([key, group]) => groupLine(key, group, startingCents))
    .sort((a, b) => b.profit_total_abs - a.profit_total_abs);
}

/** All tables of trades. */
export function groupTables(rows: readonly TradeRow[], startingCents: number, pairs: readonly string[]) {
  const by = (keyOf: (row: TradeRow) => string) => groupsBy(rows, keyOf, { startingCents });
  return {
    results_per_pair: groupsBy(rows, row => row.pair, { startingCents, keys: pairs }),
    left_open_trades: groupsBy(rows.filter(isOpenAtEnd), row => row.pair, { startingCents }),
    results_per_enter_tag: by(row => row.tag),
    exit_reason_summary: by(reasonOf),
    mix_tag_stats: by(row => `${row.tag} / ${reasonOf(row)}`),
    results_per_regime: by(row => row.regime),
  };
}
