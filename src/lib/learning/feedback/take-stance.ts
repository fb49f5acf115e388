import type { AssetClass } from '../../core/instrument.ts';
import { REGIME_NAMES } from '../../features/regime.ts';
import { clippedLogit } from '../calibration/platt.ts';
import { DEFAULT_MIXTURE, expertWeights, type MixtureState, mixtureExposure } from '../experts/mixture.ts';
import { greedy, STAKES, utilities } from '../policy/utility.ts';
import type { ClassLearner } from './class-learner.ts';
import { alignedMixture } from './commit.ts';
import { expectation } from './policy-mind.ts';
import { PATH, POLICY, RANDOM, RULE_IDS, randomExposure, ruleExposures } from './pool.ts';
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
  readonly cost: number;
}

/** What the decision path goes by. */
export interface PathView {
  readonly symbol: string;
  readonly forecasts: SymbolSight['forecasts'];
  readonly pooled: number | null;
  readonly mixture: number;
  readonly stake: number;
}

export interface StanceQuestion {
  readonly assetClass: AssetClass;
  readonly epoch: number;
  readonly at: string;
  readonly candidate: string;
  /** Names of the trained models, the one in use first. */
  readonly models: readonly string[];
  readonly seed: number;
  readonly sights: readonly SymbolSight[];
  /** Exposure that the decision path wants. */
  readonly path: (view: PathView) => number;
}

/** Aversion to variance: full exposure wants an expected return of 0.05 volatilities an epoch. */
export const RISK_AVERSION = 0.05;

/** All experts of a class, in the order of a stance's columns. */
export const expertIds = (models: readonly string[]): string[] => [
  ...RULE_IDS,
  ...models,
  PATH,
  POLICY,
  RANDOM,
];

/** What every expert, their mixture, the policy and the decision path want of the epoch that begins. */
export function takeStance(learner: ClassLearner, question: StanceQuestion): StanceData {
  const { assetClass, epoch, at, candidate, models, sights } = question;
  const experts = expertIds(models);
  const mixture = alignedMixture(learner, experts);
  const stances = sights.map(
    sight => [sight.symbol, symbolStance(learner, { question, sight, mixture, experts })] as const,
  );
  return { assetClass, epoch, at, candidate, experts, symbols: Object.fromEntries(stances) };
}

interface StanceParts {
  readonly question: StanceQuestion;
  readonly sight: SymbolSight;
  readonly mixture: MixtureState;
  readonly experts: readonly string[];
}

function symbolStance(learner: ClassLearner, parts: StanceParts): SymbolStance {
  const { question, sight, mixture, experts } = parts;
  const { symbol, sigma, cost, regime, close, forecasts } = sight;
  const before = learner.last?.epoch === question.epoch - 1 ? learner.last.symbols[symbol] : undefined;
  const probabilities = experts.map(id => forecasts[id]?.probability ?? null);
  const pooled = pooledProbability(mixture, probabilities);
  const known = knownExposures(parts);
  // The policy and the path are experts as well; they act on what the others come to.
  const others = mixtureExposure(DEFAULT_MIXTURE, mixture, [...known, null, null, null]);
  const policy = policyView(learner, {
    context: contextOf(learner, { sight, probability: pooled, exposure: others }),
    previous: before?.policy.stake ?? 0,
    cost: cost / sigma,
  });
  const path = question.path({ symbol, forecasts, pooled, mixture: others, stake: policy.stake });
  const random = randomExposure(
    question.seed,
    { symbol, epoch: question.epoch },
    heldBy(learner, RANDOM, before),
  );
  const exposures = [...known, path, policy.stake, random];
  return {
    close: close[close.length - 1]!,
    sigma,
    regime,
    exposures,
    probabilities,
    mixture: mixtureExposure(DEFAULT_MIXTURE, mixture, exposures),
    pooled,
    policy,
    path,
    cost,
  };
}

const heldBy = ({ last }: ClassLearner, id: string, before: SymbolStance | undefined): number =>
  before?.exposures[last?.experts.indexOf(id) ?? -1] ?? 0;

/** Rules and models: a model wants the bet when it is worth making. */
const knownExposures = ({ question, sight }: StanceParts): (number | null)[] => [
  ...ruleExposures(sight.close),
  ...question.models.map(id => {
    const forecast = sight.forecasts[id] ?? null;
    return forecast && (forecast.probability >= forecast.worthwhile ? 1 : 0);
  }),
];

function pooledProbability(mixture: MixtureState, probabilities: readonly (number | null)[]): number | null {
  const { weights } = expertWeights(DEFAULT_MIXTURE, mixture);
  let [sum, mass] = [0, 0];
  for (let i = 0; i < probabilities.length; i++) {
    const probability = probabilities[i] ?? null;
    if (probability === null) continue;
    sum += weights[i]! * probability;
    mass += weights[i]!;
  }
  return mass > 0 ? sum / mass : null;
}

interface ContextParts {
  readonly sight: SymbolSight;
  readonly probability: number | null;
  readonly exposure: number;
}

function contextOf({ policy }: ClassLearner, { sight, probability, exposure }: ContextParts): number[] {
  const known = REGIME_NAMES.slice(1);
  return [
    1,
    probability === null ? 0 : clippedLogit(probability),
    exposure,
    policy.rho[sight.symbol] ?? 0,
    sight.volatilityRatio - 1,
    ...known.map(name => (name === sight.regime ? 1 : 0)),
  ];
}

interface PolicyQuestion {
  readonly context: readonly number[];
  readonly previous: number;
  readonly cost: number;
}

function policyView({ policy }: ClassLearner, { context, previous, cost }: PolicyQuestion) {
  const { mean, width, split } = expectation(policy, context);
  const worth = utilities({ mean, previous, cost, riskAversion: RISK_AVERSION });
  return { context, stake: STAKES[greedy(worth)]!, mean, width, split };
}
