import type { EngineRun } from '../../../backtest/engine-run.ts';
import { hashKey } from '../../../core/random.ts';
import { bootstrapReturns } from '../../../performance/bootstrap-returns.ts';
import { dayEnds } from '../../../performance/day-ends.ts';
import { minTrackRecord } from '../../../performance/min-track-record.ts';
import { periodsPerYear } from '../../../performance/periods-per-year.ts';
import { probabilisticSharpe } from '../../../performance/probabilistic-sharpe.ts';
import { returnsAt } from '../../../performance/returns.ts';
import { sharpeSample } from '../../../performance/sharpe-sample.ts';
import type { BacktestEvidence } from '../../schemas/backtest.ts';
import type { MeasureContext } from '../measure/context.ts';
import { buyAndHold } from './buy-and-hold.ts';
import { controlArm } from './control-arm.ts';
import { costShares } from './costs.ts';

export interface EvidenceContext extends MeasureContext {
  /** Seed of the run; arms and resamples draw from streams of their own. */
  readonly seed: number;
  /** Random arms and resamples; 1,000 when not said. */
  readonly arms?: number;
  readonly resamples?: number;
}

const ARMS = 1;
const RESAMPLES = 2;
const UNKNOWN = { low: null, high: null };

function intervals(returns: Float64Array, { seed, resamples = 1_000, assetClasses }: EvidenceContext) {
  const found = bootstrapReturns(returns, {
    resamples,
    periodsPerYear: periodsPerYear(assetClasses),
    seed: hashKey(seed, RESAMPLES),
  });
  return {
    resamples,
    mean_block_days: found?.meanBlock ?? null,
    profit_total: found?.profit ?? UNKNOWN,
    sharpe: found?.sharpe ?? UNKNOWN,
    max_drawdown_account: found?.maxDrawdown ?? UNKNOWN,
  };
}

/**
 * What stands beside a result: buy-and-hold, random arms, 95 % bootstrap intervals of the daily returns, how sure the
 * Sharpe ratio is, and what costs it could bear. Nothing here counts other tries; see deflationOf.
 */
export function evidenceOf(run: EngineRun, context: EvidenceContext): BacktestEvidence {
  const { input, assetClasses, seed, arms = 1_000 } = context;
  const returns = returnsAt(run.equity, dayEnds(run.time), input.startingCents / 100);
  const sample = sharpeSample(returns);
  return {
    buy_and_hold: buyAndHold(run, input, assetClasses),
    control_arm: controlArm(run, input, { arms, seed: hashKey(seed, ARMS) }),
    bootstrap: intervals(returns, context),
    probabilistic_sharpe: sample && probabilisticSharpe(sample),
    min_track_record_days: sample && minTrackRecord(sample),
    ...costShares(run, input),
  };
}
