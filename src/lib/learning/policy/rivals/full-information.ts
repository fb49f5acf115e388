import {
  type DetectorState,
  detect,
  evidenceOf,
  newDetector,
  RESET_DETECTOR,
  surprise,
} from '../../evidence/e-detector.ts';
import {
  expectedReward,
  learn,
  newRewardModel,
  type RewardModelOptions,
  type RewardModelState,
  type RewardSample,
} from '../reward-model.ts';
import { greedy, utilities } from '../utility.ts';
import { type Agent, type AgentObservation, type AgentOutcome, notChosen } from './agent.ts';

export interface FullInformationOptions {
  readonly model: RewardModelOptions;
  /** Exposures to choose from, smallest first. */
  readonly stakes: readonly number[];
  readonly riskAversion: number;
  /** Evidence for a change at which the model starts again from nothing; null: never. */
  readonly resetAt: number | null;
  /** Newest epochs that a model started anew learns from at once; 0: none. */
  readonly replay: number;
}

/**
 * The learner that is used: a price-taker sees what every exposure would have earned, so it learns the return itself
 * and takes the stake of greatest utility. An e-detector on its forecasts starts it anew when they turn against it.
 */
export class FullInformationAgent implements Agent {
  readonly #options: FullInformationOptions;
  #model: RewardModelState;
  #detector: DetectorState = newDetector(RESET_DETECTOR);
  #pending: { readonly context: readonly number[]; readonly mean: number } | null = null;
  #recent: RewardSample[] = [];
  #resets = 0;

  constructor(options: FullInformationOptions) {
    this.#options = options;
    this.#model = newRewardModel(options.model);
  }

  /** Times the model started anew. */
  get resets(): number {
    return this.#resets;
  }

  choose({ context, previous, cost }: AgentObservation): number {
    const { model, stakes, riskAversion } = this.#options;
    const { mean } = expectedReward(model, this.#model, context);
    this.#pending = { context, mean };
    return stakes[greedy(utilities({ mean, previous, cost, riskAversion }, stakes))]!;
  }

  learn({ rho }: AgentOutcome): void {
    const { context, mean } = this.#pending ?? notChosen();
    this.#pending = null;
    const sample = { context, reward: rho };
    this.#model = learn(this.#options.model, this.#model, sample);
    this.#remember(sample);
    this.#watch(mean, rho);
  }

  #remember(sample: RewardSample): void {
    this.#recent.push(sample);
    if (this.#recent.length > this.#options.replay) this.#recent.shift();
  }

  #watch(mean: number, rho: number): void {
    const { resetAt, model } = this.#options;
    if (resetAt === null) return;
    this.#detector = detect(RESET_DETECTOR, this.#detector, surprise(mean, rho));
    if (evidenceOf(this.#detector) < resetAt) return;
    this.#model = this.#recent.reduce((state, sample) => learn(model, state, sample), newRewardModel(model));
    this.#detector = newDetector(RESET_DETECTOR);
    this.#resets++;
  }
}
