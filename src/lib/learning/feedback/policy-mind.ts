import { type DetectorState, detect, evidenceOf, newDetector, surprise } from '../evidence/e-detector.ts';
import {
  checkRewardModel,
  expectedReward,
  learn,
  newRewardModel,
  type RewardModelOptions,
  type RewardModelState,
  warmStart,
} from '../policy/reward-model.ts';
import { CONTEXT, POOLED_CONTEXT } from './context.ts';
import { ALARM, clipped, DRIFT_DETECTOR } from './detectors.ts';

const POOLED: RewardModelOptions = { dimension: POOLED_CONTEXT, discount: 0.999, ridge: 10 };
const SPLIT: RewardModelOptions = { dimension: CONTEXT, discount: 0.999, ridge: 10 };

/** ln 20: the split by regimes is used from here on. */
const SPLIT_PROVEN = Math.log(20);

/** What the policy knows of rewards: one model for all regimes, one that tells them apart, and which predicts better. */
export interface PolicyMind {
  readonly pooled: RewardModelState;
  readonly split: RewardModelState;
  /** Log likelihood ratio of the split model to the pooled one, both predicting before they learned. */
  readonly lnSplit: number;
  /** Whether what the policy expects has turned against it. */
  readonly drift: DetectorState;
  /** How often it began anew since, and after which epoch last. */
  readonly resets: number;
  readonly lastReset: number | null;
  /** The newest lessons, oldest first: what a model that begins anew starts from. */
  readonly recent: readonly Pick<Lesson, 'context' | 'rho'>[];
  /** Whether it started from what history would have taught. */
  readonly warmed: boolean;
  /** Last return of each symbol in volatilities. */
  readonly rho: Readonly<Record<string, number>>;
}

export const newPolicyMind = (): PolicyMind => ({
  pooled: newRewardModel(POOLED),
  split: newRewardModel(SPLIT),
  lnSplit: 0,
  drift: newDetector(DRIFT_DETECTOR),
  resets: 0,
  lastReset: null,
  recent: [],
  warmed: false,
  rho: {},
});

/** Whether telling regimes apart has been shown to predict better. */
export const knowsRegimes = ({ lnSplit }: PolicyMind): boolean => lnSplit >= SPLIT_PROVEN;

/** Expected return of full exposure in volatilities, by the model that has earned it. */
export function expectation(mind: PolicyMind, context: readonly number[]) {
  const split = knowsRegimes(mind);
  const found = split
    ? expectedReward(SPLIT, mind.split, context)
    : expectedReward(POOLED, mind.pooled, context.slice(0, POOLED_CONTEXT));
  return { ...found, split };
}

/** How much of the past a policy may start from: life overrules it within a year of days. */
const WARM = { rho: 0.1, most: 200 };

/** Models that start from what history would have taught. */
export function warmModels(lessons: readonly Lesson[]): Pick<PolicyMind, 'pooled' | 'split'> {
  const pooled = lessons.map(({ context, rho }) => ({
    context: context.slice(0, POOLED_CONTEXT),
    reward: rho,
  }));
  const split = lessons.map(({ context, rho }) => ({ context, reward: rho }));
  return { pooled: warmStart(POOLED, pooled, WARM), split: warmStart(SPLIT, split, WARM) };
}

/** A policy that has not learned anything yet, with models that start elsewhere. */
export function startedFrom(mind: PolicyMind, models: Pick<PolicyMind, 'pooled' | 'split'>): PolicyMind {
  checkRewardModel(POOLED, models.pooled);
  checkRewardModel(SPLIT, models.split);
  return { ...mind, ...models, warmed: true };
}

/** One matured epoch of one symbol: what was known, and the return in volatilities that came. */
export interface Lesson {
  readonly symbol: string;
  readonly context: readonly number[];
  readonly rho: number;
}

/**
 * Learns from all symbols of one epoch, whatever was traded: a price taker sees the return that every exposure would
 * have had. Both models predict before they learn. When the forecasts have turned, the models begin anew.
 */
export function learnEpoch(mind: PolicyMind, lessons: readonly Lesson[], epoch: number): PolicyMind {
  if (lessons.length === 0) return mind;
  const forecasts = lessons.map(({ context }) => ({
    pooled: expectedReward(POOLED, mind.pooled, context.slice(0, POOLED_CONTEXT)).mean,
    split: expectedReward(SPLIT, mind.split, context).mean,
  }));
  const drift = detect(DRIFT_DETECTOR, mind.drift, mean(lessons.map(lesson => turned(mind, lesson))));
  const rho = {
    ...mind.rho,
    ...Object.fromEntries(lessons.map(lesson => [lesson.symbol, clipped(lesson.rho)])),
  };
  const recent = [...mind.recent, ...lessons.map(({ context, rho }) => ({ context, rho }))].slice(
    -KEPT_LESSONS,
  );
  if (evidenceOf(drift) >= ALARM) {
    const fresh = {
      ...newPolicyMind(),
      resets: mind.resets + 1,
      lastReset: epoch,
      warmed: true,
      recent,
      rho,
    };
    return { ...fresh, ...modelsAfter(fresh, recent) };
  }
  return {
    ...mind,
    ...modelsAfter(mind, lessons),
    lnSplit: mind.lnSplit + mean(lessons.map(({ rho }, i) => likelihoodRatio(rho, forecasts[i]!))),
    drift,
    recent,
    rho,
  };
}

/** Epochs and symbols that are learned from again after a change: about as many as it takes to be seen. */
const KEPT_LESSONS = 100;

const modelsAfter = ({ pooled, split }: PolicyMind, lessons: readonly Pick<Lesson, 'context' | 'rho'>[]) => ({
  pooled: lessons.reduce(
    (model, { context, rho }) =>
      learn(POOLED, model, { context: context.slice(0, POOLED_CONTEXT), reward: rho }),
    pooled,
  ),
  split: lessons.reduce((model, { context, rho }) => learn(SPLIT, model, { context, reward: rho }), split),
});

/** Above 0 where the return went against what was expected. */
const turned = (mind: PolicyMind, { context, rho }: Lesson): number =>
  surprise(expectation(mind, context).mean, rho);

/** Log ratio of two normal densities of unit variance. */
const likelihoodRatio = (rho: number, { pooled, split }: { pooled: number; split: number }): number =>
  (split - pooled) * (clipped(rho) - (split + pooled) / 2);

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
