import type { ClassLearner } from '../../learning/feedback/class-learner.ts';
import { classLearner, type LearningState } from '../../learning/feedback/learning-state.ts';
import type { StanceData, SymbolStance } from '../../learning/feedback/records.ts';
import { baseRateOf } from '../../learning/feedback/settle.ts';
import { expertShares } from '../../learning/feedback/shares.ts';
import { hasOverclaimed } from '../../learning/feedback/take-stance.ts';
import type { TickSettings } from '../../tick/settings.ts';
import { forestSignal } from '../../trading/strategies/forest.ts';
import { type ActionOdds, certain, type Evidence, type Strategy, type View } from '../../trading/strategy.ts';
import { stakeOf } from '../learn/decision-path.ts';

type SignalView = Extract<View, { evidence: Evidence }>;

/** A strategy whose view is what was learned makes of another one's. */
export const learnedStrategy = (
  strategy: Strategy,
  settings: TickSettings,
  learned: () => LearningState,
): Strategy => ({
  id: settings.strategyId,
  look: async (symbol, moment) => {
    const view = await strategy.look(symbol, moment);
    return learnedView(view, settings, { learning: learned(), nowMs: moment.nowMs });
  },
});

/** What was known when a view was taken. */
export interface LearnedMoment {
  readonly learning: LearningState;
  readonly nowMs: number;
}

/**
 * What the stance that runs makes of a view: under `mixture` the probability is that of all experts, by their weights,
 * and the stake what the mixture holds; where the policy is used, the stake is the policy's too. Without a stance
 * on this epoch such a strategy has no view; one that has none of the two keeps its own.
 */
export function learnedView(view: View, settings: TickSettings, { learning, nowMs }: LearnedMoment): View {
  if (view.evidence === null) return view;
  const { symbol } = view.opinion.signal;
  const learner = classLearner(learning, 'crypto');
  const own = learner.pending?.symbols[symbol];
  if (!learner.pending || !own || nowMs >= Date.parse(learner.pending.until))
    return needsStance(settings) ? NO_STANCE : view;
  if (hasOverclaimed(learner.evidence)) return silenced(view, baseRateOf(learner.evidence.base));
  const spoken = settings.strategyId === 'mixture' ? mixtureView(view, settings, { learner, own }) : view;
  return stakedView(spoken, settings, own);
}

const needsStance = ({ strategyId, policy }: TickSettings): boolean =>
  strategyId === 'mixture' || policy === 'used';

/** The epoch stays undecided, and the next tick asks again. */
const NO_STANCE: View = { opinion: { kind: 'none', reason: 'NO_STANCE' }, evidence: null };

/** The odds of an entry are those of staking anything but nothing on it, whether that is drawn or sure. */
function stakedView(view: SignalView, settings: TickSettings, own: SymbolStance): SignalView {
  const { draw, stake: policyStake } = own.policy;
  const stake = stakeOf(settings, { stake: policyStake, mixture: own.mixture });
  const nothing = chanceOfNothing(settings, own);
  const { evidence } = view;
  const odds = nothing === 0 ? evidence.odds : (limit: number) => withoutStake(evidence.odds(limit), nothing);
  const isDrawn = settings.policy === 'used' && draw !== null;
  const random = isDrawn ? { seed: draw.key, draws: [draw.draw] } : evidence.random;
  return {
    opinion: stake === 1 ? view.opinion : { ...view.opinion, stake },
    evidence: { ...evidence, odds, random },
  };
}

function chanceOfNothing(settings: TickSettings, { mixture, policy }: SymbolStance): number {
  if (stakeOf(settings, { stake: 1, mixture }) === 0) return 1;
  return settings.policy === 'used' ? (policy.odds[0] ?? 0) : 0;
}

const withoutStake = ({ BUY, SELL, HOLD }: ActionOdds, nothing: number): ActionOdds => ({
  BUY: BUY * (1 - nothing),
  SELL,
  HOLD: HOLD + BUY * nothing,
});

interface Voices {
  readonly learner: ClassLearner;
  readonly own: SymbolStance;
}

function mixtureView(view: SignalView, { threshold }: TickSettings, { learner, own }: Voices): SignalView {
  const { signal } = view.opinion;
  if (own.pooled === null || signal.barCloseMs === null) return view;
  const { symbol, barCloseMs } = signal;
  const worthwhile = (threshold === 'break-even' ? view.evidence.breakEven : null) ?? 0.5;
  const pooled = forestSignal({ symbol, probabilityUp: own.pooled, barCloseMs, worthwhile });
  return {
    opinion: { ...view.opinion, signal: pooled },
    evidence: {
      ...view.evidence,
      experts: voicesOf(learner, learner.pending!, own),
      odds: limit => certain(pooled.confidence > limit ? pooled.action : 'HOLD'),
    },
  };
}

/** Probabilities that were overconfident give way to the base rate, which is never a reason to trade. */
function silenced(view: SignalView, probabilityUp: number): SignalView {
  const { signal } = view.opinion;
  const quiet = {
    ...signal,
    action: 'HOLD' as const,
    confidence: Math.max(probabilityUp, 1 - probabilityUp),
    probabilityUp,
  };
  return {
    opinion: { ...view.opinion, signal: quiet },
    evidence: { ...view.evidence, odds: () => certain('HOLD') },
  };
}

const voicesOf = (learner: ClassLearner, { experts }: StanceData, { probabilities }: SymbolStance) =>
  expertShares(learner).flatMap(({ id, weight }) => {
    const probabilityUp = probabilities[experts.indexOf(id)] ?? null;
    return probabilityUp === null ? [] : [{ id, weight, probabilityUp }];
  });
