import type { Config } from '../../config/schema.ts';
import { isoTime } from '../../core/clock.ts';
import { dollars } from '../../core/money.ts';
import { REGIME_NAMES } from '../../features/regime.ts';
import type { HiveState } from '../../journal/state.ts';
import { evidenceOf } from '../../learning/evidence/e-detector.ts';
import { skillReport } from '../../learning/evidence/skill-report.ts';
import type { ClassLearner } from '../../learning/feedback/class-learner.ts';
import { classLearner, type LearningState } from '../../learning/feedback/learning-state.ts';
import { knowsRegimes } from '../../learning/feedback/policy-mind.ts';
import { CASH, expertShares } from '../../learning/feedback/shares.ts';
import { hasOverclaimed } from '../../learning/feedback/take-stance.ts';
import { expectedSlippage } from '../../learning/policy/slippage-model.ts';
import { tradeRows } from '../../learning/policy/trade-table.ts';
import type { LearningStatus } from '../schemas/learning-status.ts';
import { learningEpochMs } from '../settings.ts';
import { gateView } from './gate-view.ts';

type Learned = Omit<LearningStatus, 'control'>;

const NOTHING: Learned = {
  ...{ gate: null, skill: null, experts: null, policy: null, regime: null, rewards: null, returns: null },
};

/** Everything that was learned, as it is shown. */
export function learningView(config: Config, state: HiveState | null, nowMs: number): Learned {
  if (state === null) return NOTHING;
  const learner = classLearner(state.learning, 'crypto');
  if (learner.candidate === null) return { ...NOTHING, rewards: rewardsView(config, state.learning) };
  const epochMs = learningEpochMs(config);
  return {
    gate: gateView(config, state, { assetClass: 'crypto', learner, nowMs }),
    skill: skillView(learner),
    experts: expertsView(learner, epochMs),
    policy: policyView(config, learner),
    regime: regimeView(learner, epochMs),
    rewards: rewardsView(config, state.learning),
    returns: { ...learner.returns, cash: 0 },
  };
}

function skillView({ evidence }: ClassLearner): Learned['skill'] {
  const report = skillReport(evidence.skill);
  return report && { ...report, silenced: hasOverclaimed(evidence) };
}

function expertsView(learner: ClassLearner, epochMs: number): Learned['experts'] {
  const { mixture, weights } = learner;
  const stance = learner.pending ?? learner.last;
  if (mixture === null) return null;
  const symbols = Object.entries(stance?.symbols ?? {});
  const shares = expertShares(learner);
  return {
    weights: shares.map(({ id, weight }) => ({
      id,
      weight,
      exposure: Object.fromEntries(
        symbols.map(([symbol, { exposures }]) => [
          symbol,
          id === CASH ? 0 : (exposures[stance?.experts.indexOf(id) ?? -1] ?? null),
        ]),
      ),
    })),
    lnWealth: mixture.lnWealth,
    mixture: Object.fromEntries(symbols.map(([symbol, own]) => [symbol, own.mixture])),
    path: {
      ids: shares.map(({ id }) => id),
      points: weights.epochs.map((epoch, i) => ({
        atMs: (epoch + 1) * epochMs,
        weights: [...weights.rows[i]!],
      })),
    },
  };
}

function policyView({ learning }: Config, { policy, pending, last }: ClassLearner): Learned['policy'] {
  const symbols = Object.entries((pending ?? last)?.symbols ?? {});
  return {
    used: learning.policy === 'used',
    split: knowsRegimes(policy),
    lnSplit: policy.lnSplit,
    epochs: policy.pooled.seen,
    resets: policy.resets,
    drift: evidenceOf(policy.drift),
    symbols: symbols.map(([symbol, { policy: own }]) => ({
      symbol,
      stake: own.stake,
      greedy: own.greedy,
      odds: [...own.odds],
      expected: own.mean,
      width: own.width,
    })),
  };
}

function regimeView({ pending, last, regimes }: ClassLearner, epochMs: number): Learned['regime'] {
  const symbols = Object.entries((pending ?? last)?.symbols ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    symbols: symbols.map(([symbol, { regime }]) => ({ symbol, regime })),
    names: [...REGIME_NAMES],
    timeline: regimes.epochs.map((epoch, i) => ({ atMs: epoch * epochMs, codes: [...regimes.rows[i]!] })),
  };
}

const BPS = 10_000;

function rewardsView(
  { costs, risk }: Config,
  { rewards, voided, table, slippage, classes }: LearningState,
): Learned['rewards'] {
  const own = Object.values(classes.crypto?.pending?.symbols ?? {})[0];
  const conditions = {
    spread: costs.cryptoSpreadBps / BPS,
    size: Math.max(1, risk.maxOrderUsd),
    volume: own?.volume ?? 0,
    volatility: own?.sigma ?? 0,
  };
  const cost = slippage.fills > 0 ? expectedSlippage(slippage, conditions) : null;
  return {
    newest: rewards.map(({ openedMs, closedMs, spent, fees, net, ...rest }) => ({
      ...rest,
      openedAt: isoTime(openedMs),
      closedAt: isoTime(closedMs),
      ...{ spent: dollars(spent), fees: dollars(fees), net: dollars(net) },
    })),
    voided,
    table: tradeRows(table).map(({ regime, confidence, trades, meanReturn, shrunkReturn }) => ({
      ...{ regime, confidence, trades, meanReturn, shrunk: shrunkReturn },
    })),
    slippage: {
      fills: slippage.model.seen,
      meanBps: cost && cost.mean * BPS,
      sdBps: cost && cost.deviation * BPS,
    },
  };
}
