import type { PathView } from '../../learning/feedback/take-stance.ts';
import type { TickSettings } from '../../tick/settings.ts';
import { controlSignal } from '../../trading/strategies/control.ts';
import { forestSignal } from '../../trading/strategies/forest.ts';

type Rule = Pick<TickSettings, 'strategyId' | 'threshold' | 'limits' | 'policy' | 'seed'>;

export interface PathMoment {
  readonly epoch: number;
  readonly barCloseMs: number;
  /** The model in use. */
  readonly model: string;
}

/**
 * Exposure that the decision path wants over an epoch: all of the cap, or what is staked of it, on a signal to buy that
 * is strong enough; else nothing, since a position ends with its epoch.
 */
export function pathExposure(rule: Rule, moment: PathMoment, view: PathView): number {
  if (rule.strategyId === 'control') {
    const { action, confidence } = controlSignal(rule.seed, view.symbol, moment.epoch).signal;
    return action === 'BUY' && confidence > rule.limits.minConfidence ? 1 : 0;
  }
  const forecast = view.forecasts[moment.model] ?? null;
  const probabilityUp = rule.strategyId === 'mixture' ? view.pooled : (forecast?.probability ?? null);
  if (probabilityUp === null) return 0;
  const worthwhile = rule.threshold === 'break-even' ? (forecast?.worthwhile ?? 0.5) : 0.5;
  const signal = forestSignal({
    symbol: view.symbol,
    probabilityUp,
    barCloseMs: moment.barCloseMs,
    worthwhile,
  });
  const wanted = rule.threshold === 'break-even' ? worthwhile : rule.limits.minConfidence;
  return signal.action === 'BUY' && signal.confidence > wanted ? stakeOf(rule, view) : 0;
}

/** Share of the cap: what the policy stakes where it is used, what the mixture holds under the strategy of that name. */
export function stakeOf(
  { policy, strategyId }: Pick<Rule, 'policy' | 'strategyId'>,
  view: Pick<PathView, 'stake' | 'mixture'>,
): number {
  const share = strategyId === 'mixture' ? view.mixture : 1;
  return policy === 'used' ? share * view.stake : share;
}
