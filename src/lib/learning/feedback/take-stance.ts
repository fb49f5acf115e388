import type { AssetClass } from '../../core/instrument.ts';
import { OVERCONFIDENCE_LIMIT } from '../calibration/overconfidence.ts';
import { evidenceOf } from '../evidence/e-detector.ts';
import { CLAIM_GRID } from '../evidence/skill.ts';
import { lnWealth } from '../evidence/wealth.ts';
import { pooledProbability } from '../experts/brier-weights.ts';
import { DEFAULT_MIXTURE, type MixtureState, mixtureExposure } from '../experts/mixture.ts';
import { exploration, type PolicyStage, WEEKLY_BUDGET } from '../policy/exploration.ts';
import { drawStake } from '../policy/stake-draw.ts';
import { greedy, STAKES, utilities } from '../policy/utility.ts';
import type { CandidateEvidence, ClassLearner } from './class-learner.ts';
import { alignedForecasters, alignedMixture, weekOf } from './commit.ts';
import { policyContext } from './context.ts';
import { ALARM } from './detectors.ts';
import { expectation } from './policy-mind.ts';
import {
  PATH,
  POLICY,
  RANDOM,
  RULE_IDS,
  randomExposure,
  ruleExposures,
  specialistExposures,
  specialistIds,
} from './pool.ts';
import type { StanceData, SymbolStance } from './records.ts';

/** What a trained model says of the epoch that begins. */
export interface ModelForecast {
  readonly probability: number;
  /** Probability from which a bet is worth making. */
  readonly worthwhile: number;
}

/** One symbol at the close that an epoch begins at. */
export interface SymbolSight {
  readonly symbol: string;
  /** Closes up to this one, oldest first. */
  readonly close: ArrayLike<number>;
  /** Volatility of one epoch, as a fraction. */
  readonly sigma: number;
  readonly regime: string;
  /** Volatility over its median. */
  readonly volatilityRatio: number;
  /** By the names of `models`; null where a model has nothing to say. */
  readonly forecasts: Readonly<Record<string, ModelForecast | null>>;
  /** Dollars that the newest bar traded; 0 where that is not known. */
  readonly volume: number;
}

/** What the decision path goes by. */
export interface PathView {
  readonly symbol: string;
  /** Whether the probabilities of this candidate have turned out to be overconfident: none of them counts then. */
  readonly isDishonest: boolean;
  readonly forecasts: SymbolSight['forecasts'];
  readonly pooled: number | null;
  readonly mixture: number;
  readonly stake: number;
}

export interface StanceQuestion {
  readonly assetClass: AssetClass;
  readonly epoch: number;
  readonly at: string;
  readonly until: string;
  readonly candidate: string;
  /** Names of the trained models, the one in use first. */
  readonly models: readonly string[];
  readonly seed: number;
  readonly sights: readonly SymbolSight[];
  /** What the decision path goes by, and the exposure that it wants. */
  readonly path: (view: PathView) => { readonly spoken: number | null; readonly exposure: number };
  /** Whether the policy may explore: only where its stakes are used, within the bounds of a stage. */
  readonly explores: PolicyStage | null;
  readonly capShare: number;
  readonly roundTrip: number;
  /** Cost of changing the exposure to a symbol by 1, as a fraction. */
  readonly costOf: (sight: SymbolSight) => number;
}

/** Aversion to variance: full exposure wants an expected return of 0.05 volatilities an epoch. */
export const RISK_AVERSION = 0.05;

/** All experts of a class, in the order of a stance's columns. */
export const expertIds = (models: readonly string[]): string[] => [
  ...RULE_IDS,
  ...models,
  ...specialistIds([...RULE_IDS, ...models]),
  PATH,
  POLICY,
  RANDOM,
];

/** What every expert, their mixture, the policy and the decision path want of the epoch that begins. */
export function takeStance(learner: ClassLearner, question: StanceQuestion): StanceData {
  const { assetClass, epoch, at, until, candidate, capShare, roundTrip, models, sights } = question;
  const experts = expertIds(models);
  const mixture = alignedMixture(learner, experts);
  const stances = sights.map(
    sight => [sight.symbol, symbolStance(learner, { question, sight, mixture, experts })] as const,
  );
  return {
    assetClass,
    epoch,
    at,
    until,
    candidate,
    experts,
    capShare,
    roundTrip,
    symbols: Object.fromEntries(stances),
  };
}

interface StanceParts {
  readonly question: StanceQuestion;
  readonly sight: SymbolSight;
  readonly mixture: MixtureState;
  readonly experts: readonly string[];
}

function symbolStance(learner: ClassLearner, parts: StanceParts): SymbolStance {
  const { question, sight, mixture, experts } = parts;
  const { symbol, sigma, regime, close, forecasts, volume } = sight;
  const cost = question.costOf(sight);
  const before = learner.last?.epoch === question.epoch - 1 ? learner.last.symbols[symbol] : undefined;
  const probabilities = experts.map(id => forecasts[id]?.probability ?? null);
  const pooled = pooledProbability(alignedForecasters(learner, experts), probabilities);
  const known = knownExposures(parts);
  // The policy and the path are experts as well; they act on what the others come to.
  const others = mixtureExposure(DEFAULT_MIXTURE, mixture, [...known, null, null, null]);
  const policy = policyView(learner, {
    question,
    symbol,
    context: policyContext({
      probability: pooled,
      exposure: others,
      rho: learner.policy.rho[symbol] ?? 0,
      volatilityRatio: sight.volatilityRatio,
      regime,
    }),
    previous: before?.policy.greedy ?? 0,
    cost: cost / sigma,
  });
  const isDishonest = hasOverclaimed(learner.evidence);
  const path = question.path({
    symbol,
    isDishonest,
    forecasts,
    pooled,
    mixture: others,
    stake: policy.stake,
  });
  const random = randomExposure(
    question.seed,
    { symbol, epoch: question.epoch },
    heldBy(learner, RANDOM, before),
  );
  const exposures = [...known, path.exposure, policy.greedy, random];
  return {
    close: close[close.length - 1]!,
    sigma,
    volume,
    regime,
    exposures,
    probabilities,
    mixture: others,
    pooled,
    policy,
    spoken: path.spoken,
    path: path.exposure,
    cost,
  };
}

const heldBy = ({ last }: ClassLearner, id: string, before: SymbolStance | undefined): number =>
  before?.exposures[last?.experts.indexOf(id) ?? -1] ?? 0;

/** Rules, models and specialists: a model wants the bet when it is worth making. */
function knownExposures({ question, sight }: StanceParts): (number | null)[] {
  const plain = [
    ...ruleExposures(sight.close),
    ...question.models.map(id => {
      const forecast = sight.forecasts[id] ?? null;
      return forecast && (forecast.probability >= forecast.worthwhile ? 1 : 0);
    }),
  ];
  const ids = [...RULE_IDS, ...question.models];
  return [...plain, ...specialistExposures(ids, plain, sight.regime)];
}

interface PolicyQuestion {
  readonly question: StanceQuestion;
  readonly symbol: string;
  readonly context: readonly number[];
  readonly previous: number;
  readonly cost: number;
}

function policyView(learner: ClassLearner, asked: PolicyQuestion): SymbolStance['policy'] {
  const { question, symbol, context, previous, cost } = asked;
  const { mean, width, split } = expectation(learner.policy, context);
  const worth = utilities({ mean, previous, cost, riskAversion: RISK_AVERSION });
  const best = greedy(worth);
  const odds = question.explores
    ? exploredOdds(learner, question, worth)
    : STAKES.map((_, i) => Number(i === best));
  const isCertain = odds[best] === 1;
  const drawn = isCertain ? null : drawStake(odds, { seed: question.seed, symbol, epoch: question.epoch });
  return {
    context,
    greedy: STAKES[best]!,
    stake: STAKES[drawn?.index ?? best]!,
    odds,
    draw: drawn && { key: drawn.key, draw: drawn.draw },
    mean,
    width,
    split,
  };
}

/** Evidence of a change from which on nothing is tried out, though it is not yet enough to begin anew. */
const ARMED = ALARM / 10;

function exploredOdds(
  { policy, explored }: ClassLearner,
  { explores, capShare, at }: StanceQuestion,
  worth: readonly number[],
): readonly number[] {
  const used = explored.week === weekOf(at) ? explored.used : 0;
  return exploration({
    utilities: worth,
    stage: explores ?? 'live',
    seen: policy.pooled.seen,
    armed: evidenceOf(policy.drift) >= ARMED,
    stale: false,
    capShare,
    budgetLeft: WEEKLY_BUDGET - used,
  }).odds;
}

/** Whether confident claims came true so much less often than claimed that it cannot be luck. */
export const hasOverclaimed = ({ skill }: CandidateEvidence): boolean =>
  lnWealth(CLAIM_GRID, skill.claims.wealth) >= Math.log(OVERCONFIDENCE_LIMIT);
