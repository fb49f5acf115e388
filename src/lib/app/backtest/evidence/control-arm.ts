import type { EngineInput, EngineRun } from '../../../backtest/engine-run.ts';
import { type RandomArmsOptions, randomArms } from '../../../backtest/random-arms.ts';
import { quantile } from '../../../performance/quantile.ts';
import type { BacktestEvidence } from '../../schemas/backtest.ts';

/** Random arms beside the run, their profits as shares of the starting balance. Without trades nothing can be compared. */
export function controlArm(
  run: EngineRun,
  input: EngineInput,
  options: RandomArmsOptions,
): BacktestEvidence['control_arm'] {
  const { profits, percentile, pValue } = randomArms(run, input, options);
  const sorted =
    percentile === null ? [] : profits.map(profit => (profit * 100) / input.startingCents).sort();
  return {
    arms: options.arms,
    profit_median: quantile(sorted, 0.5),
    profit_p05: quantile(sorted, 0.05),
    profit_p95: quantile(sorted, 0.95),
    percentile,
    p_value: pValue,
  };
}
