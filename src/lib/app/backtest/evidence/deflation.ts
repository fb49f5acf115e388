import type { AssetClass } from '../../../core/instrument.ts';
import { deflatedSharpe, expectedBestSharpe } from '../../../performance/deflated-sharpe.ts';
import { periodsPerYear } from '../../../performance/periods-per-year.ts';
import { sharpeSample } from '../../../performance/sharpe-sample.ts';
import type { BacktestDeflation, BacktestResult } from '../../schemas/backtest.ts';
import { verdictOf } from './verdict.ts';

/** What the ledger knows of the tries on the same bars. */
export interface TriesMade {
  /** Different ones, this one included: 1 or more. */
  readonly count: number;
  /** Sample variance of their yearly Sharpe ratios; null when fewer than two have one. */
  readonly sharpeVariance: number | null;
}

/** The parts of a stored result that are judged. */
export type Judged = Pick<BacktestResult, 'total_trades' | 'profit_total' | 'evidence'> & {
  readonly periodic_breakdown: Pick<BacktestResult['periodic_breakdown'], 'day'>;
};

/**
 * What the number of tries makes of a result: the Sharpe ratio of its days deflated by what the best of so many worthless
 * tries reaches, and a sentence. Where the ledger has no variance it is that of the ratio of worthless independent
 * returns, 1 / (n - 1) a day (Lo 2002).
 * @param classes asset classes of the symbols, those that the run was measured with
 */
export function deflationOf(
  result: Judged,
  tries: TriesMade,
  classes: readonly AssetClass[],
): BacktestDeflation {
  const returns = result.periodic_breakdown.day.map(day => day.profit);
  const periods = periodsPerYear(classes);
  const sample = sharpeSample(returns);
  const variance =
    tries.sharpeVariance === null ? 1 / Math.max(1, returns.length - 1) : tries.sharpeVariance / periods;
  const daily = { count: tries.count, variance };
  const deflated = sample && deflatedSharpe(sample, daily);
  return {
    tries: tries.count,
    deflated_sharpe: deflated,
    expected_best_sharpe: expectedBestSharpe(daily) * Math.sqrt(periods),
    verdict: verdictOf({
      trades: result.total_trades,
      profit: result.profit_total,
      holdProfit: result.evidence.buy_and_hold.profit_total,
      pValue: result.evidence.control_arm.p_value,
      deflatedSharpe: deflated,
      tries: tries.count,
    }),
  };
}
