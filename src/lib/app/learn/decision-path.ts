import type { PathView } from '../../learning/feedback/take-stance.ts';
import type { TickSettings } from '../../tick/settings.ts';
import { controlSignal } from '../../trading/strategies/control.ts';
import { forestSignal } from '../../trading/strategies/forest.ts';
import { tradingSeed } from '../tick/control-strategy.ts';

type Rule = Pick<TickSettings, 'strategyId' | 'threshold' | 'limits' | 'policy' | 'seed'>;

export interface PathMoment {
  readonly epoch: number;
  readonly barCloseMs: number;
  /** The model in use. */
  readonly model: string;
}

/** What the decision path goes by, and what it wants. */
export interface PathChoice {
  readonly spoken: number | null;
  readonly exposure: number;
}

/**
 * What the decision path goes by over an epoch and the exposure that it wants: all of the cap, or what is staked of it,
 * on a signal to buy that is strong enough; else nothing, since a position ends with its epoch. Probabilities that have
 * turned out to be overconfident move nothing.
 */
export function pathChoice(rule: Rule, moment: PathMoment, view: PathView): PathChoice {
  if (rule.strategyId === 'control') return { spoken: null, exposure: controlExposure(rule, moment, view) };
  const forecast = view.forecasts[moment.model] ?? null;
  const spoken = rule.strategyId === 'mixture' ? view.pooled : (forecast?.probability ?? null);
  if (spoken === null || view.isDishonest) return { spoken, exposure: 0 };
  const worthwhile = rule.threshold === 'break-even' ? (forecast?.worthwhile ?? 0.5) : 0.5;
  const { symbol } = view;
  const signal = forestSignal({ symbol, probabilityUp: spoken, barCloseMs: moment.barCloseMs, worthwhile });
  const wanted = rule.threshold === 'break-even' ? worthwhile : rule.limits.minConfidence;
  const isBuy = signal.action === 'BUY' && signal.confidence > wanted;
  return { spoken, exposure: isBuy ? stakeOf(rule, view) : 0 };
}

function controlExposure({ seed, limits }: Rule, { epoch }: PathMoment, { symbol }: PathView): number {
  const { action, confidence } = controlSignal(tradingSeed(seed), symbol, epoch).signal;
  return action === 'BUY' && confidence > limits.minConfidence ? 1 : 0;
}

/** Share of the cap: what the policy stakes where it is used, what the mixture holds under the strategy of that name. */
export function stakeOf(
  { policy, strategyId }: Pick<Rule, 'policy' | 'strategyId'>,
  view: Pick<PathView, 'stake' | 'mixture'>,
): number {
  const share = strategyId === 'mixture' ? view.mixture : 1;
  return policy === 'used' ? share * view.stake : share;
}
