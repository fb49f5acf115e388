import type { EngineInput, EngineRun } from '../../../backtest/engine-run.ts';
import { middlePrice } from '../../../backtest/middle-price.ts';
import { tradeProfits } from '../../../backtest/trade-profits.ts';
import type { BacktestEvidence } from '../../schemas/backtest.ts';

/** Fees, and what fills were away from the middle price, in cents. */
function costCents({ fills }: EngineRun, { execution }: EngineInput): number {
  let cost = 0;
  for (let i = 0; i < fills.length; i++) {
    const fill = fills.at(i);
    const away = Math.abs(fill.priceNanos - middlePrice(fill, execution)) / 1e9;
    cost += fill.feeCents + (away * fill.qtyNanos * 100) / 1e9;
  }
  return cost;
}

/**
 * Costs of the run (fees, spread and slippage of all its fills) as a share of the money that its entries moved, and the
 * share at which the profit would be 0: gross profit before costs / money moved in. Their difference is what the run
 * made of a dollar moved in. Null without trades.
 */
export function costShares(
  run: EngineRun,
  input: EngineInput,
): Pick<BacktestEvidence, 'cost_break_even' | 'cost_paid'> {
  let moved = 0;
  for (let i = 0; i < run.trades.length; i++) moved += run.trades.at(i).stakeCents;
  if (moved === 0) return { cost_break_even: null, cost_paid: null };
  const cost = costCents(run, input);
  const profit = tradeProfits(run, input).reduce((sum, cents) => sum + cents, 0);
  return { cost_break_even: (profit + cost) / moved, cost_paid: cost / moved };
}
