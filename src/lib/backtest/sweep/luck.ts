import { cscv } from '../../performance/cscv.ts';
import { deflatedSharpe, expectedBestSharpe } from '../../performance/deflated-sharpe.ts';
import { moments } from '../../performance/moments.ts';
import { sharpeSample } from '../../performance/sharpe-sample.ts';
import type { Objective } from './score.ts';

/** How much of the best point chance alone explains. Undefined where there is too little to tell by. */
export interface Luck {
  /** Tries that the Sharpe ratio of the best is deflated by. */
  readonly tries: number;
  /** Sharpe ratio, a year, of the best on the days that points are ranked by. */
  readonly bestSharpe: number | null;
  /** The one that the best of so many worthless tries is expected to show, a year. */
  readonly expectedBestSharpe: number | null;
  /** Probability that the true ratio of the best is above that. */
  readonly deflatedSharpe: number | null;
  /** Probability of backtest overfitting: that the best of one half of the days is below the median on the other. */
  readonly overfitting: number | null;
  /** Probability that it loses there. */
  readonly loss: number | null;
  /** Ways in which the days were halved for both. */
  readonly splits: number;
}

export interface LuckInput {
  /** Daily returns of all points, all over the same days: what is halved. */
  readonly returns: readonly Float64Array[];
  /** Those of the days that points are ranked by. */
  readonly ranked: readonly Float64Array[];
  /** Position of the best. */
  readonly best: number;
  readonly objective: Objective;
  readonly periodsPerYear: number;
  /** All different tries on these bars so far, the points of this sweep among them. */
  readonly tries: number;
}

/**
 * @see Bailey, Borwein, López de Prado and Zhu (2017), The probability of backtest overfitting
 * @see Bailey and López de Prado (2014), The deflated Sharpe ratio: the variance is that of the points
 */
export function luckOf({ returns, ranked, best, objective, periodsPerYear, tries }: LuckInput): Luck {
  const split = cscv(returns, { rankBy: objective === 'profit' ? 'mean' : 'sharpe' });
  const sample = sharpeSample(ranked[best]!);
  const variance = varianceOfSharpe(ranked);
  const yearly = Math.sqrt(periodsPerYear);
  const tried = { count: tries, variance: variance ?? 0 };
  return {
    tries,
    bestSharpe: sample && sample.sharpe * yearly,
    expectedBestSharpe: variance === null ? null : expectedBestSharpe(tried) * yearly,
    deflatedSharpe: sample && variance !== null ? deflatedSharpe(sample, tried) : null,
    overfitting: split?.probability ?? null,
    loss: split?.lossProbability ?? null,
    splits: split?.splits ?? 0,
  };
}

/** Of the ratios of one day of the points that have one; null for fewer than two. */
function varianceOfSharpe(returns: readonly Float64Array[]): number | null {
  const ratios = returns.map(series => sharpeSample(series)?.sharpe).filter(ratio => ratio !== undefined);
  const found = moments(ratios);
  return found && found.deviation ** 2;
}
