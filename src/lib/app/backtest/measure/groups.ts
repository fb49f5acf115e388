import { addOutcome, emptyOutcomes, type OutcomeTally } from '../../../performance/outcomes.ts';
import { profitFactor } from '../../../performance/profit-factor.ts';
import { winRate } from '../../../performance/win-rate.ts';
import type { BacktestGroup } from '../../schemas/backtest.ts';
import { isOpenAtEnd, type TradeRow } from './trade-row.ts';
import { dollarsOf, seconds } from './units.ts';

/** Reason of a trade that is still open. */
const OPEN = 'OPEN';

export const reasonOf = ({ trade }: TradeRow): string =>
  trade.exitBar === null ? OPEN : (trade.exitReason ?? OPEN);

/** One group while its trades are counted: lists of them would cost more than all the rest. */
interface Tally {
  readonly found: OutcomeTally;
  ratios: number;
  ms: number;
}

function count(tally: Tally, row: TradeRow): void {
  addOutcome(tally.found, row.cents);
  tally.ratios += row.ratio;
  tally.ms += row.endMs - row.openMs;
}

function groupLine(key: string, { found, ratios, ms }: Tally, startingCents: number): BacktestGroup {
  const trades = found.wins + found.draws + found.losses;
  const total = found.grossProfit - found.grossLoss;
  return {
    key,
    trades,
    profit_mean: trades === 0 ? null : ratios / trades,
    profit_total_abs: dollarsOf(total),
    profit_total: total / startingCents,
    duration_avg: trades === 0 ? null : seconds(ms / trades),
    wins: found.wins,
    draws: found.draws,
    losses: found.losses,
    winrate: winRate(found),
    profit_factor: profitFactor(found),
  };
}

const emptyTally = (): Tally => ({ found: emptyOutcomes(), ratios: 0, ms: 0 });

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
  const groups = new Map<string, Tally>(keys.map(key => [key, emptyTally()]));
  for (const row of rows) {
    const key = keyOf(row);
    let tally = groups.get(key);
    if (!tally) {
      tally = emptyTally();
      groups.set(key, tally);
    }
    count(tally, row);
  }
  return [...groups]
    .map(([key, tally]) => groupLine(key, tally, startingCents))
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
