import { mulberry32, normal, type Random } from '../../../core/random.ts';
import {
  type ExpectedReward,
  expectedReward,
  learn,
  newRewardModel,
  type RewardModelOptions,
  type RewardModelState,
} from '../reward-model.ts';
import { explorationRate, squareCb } from '../square-cb.ts';
import { greedy } from '../utility.ts';
import { type Agent, type AgentObservation, type AgentOutcome, drawIndex, notChosen } from './agent.ts';

export interface LinearBanditOptions {
  readonly model: RewardModelOptions;
  readonly stakes: readonly number[];
  readonly seed: number;
}

interface Choice {
  /** What is expected of each action before costs. */
  readonly estimates: readonly ExpectedReward[];
  /** Turnover cost of each action. */
  readonly costs: readonly number[];
  /** The how-manyth choice it is, from 1. */
  readonly epoch: number;
}

type Pick = (choice: Choice, random: Random) => number;

/**
 * One linear model an action, of its reward before costs, which are known; it learns only from the action taken.
 * How it picks makes it Thompson's or SquareCB's.
 */
class LinearBandit implements Agent {
  readonly #options: LinearBanditOptions;
  readonly #pick: Pick;
  readonly #random: Random;
  readonly #models: RewardModelState[];
  #epoch = 0;
  #pending: { readonly context: readonly number[]; readonly action: number; readonly cost: number } | null =
    null;

  constructor(options: LinearBanditOptions, pick: Pick) {
    this.#options = options;
    this.#pick = pick;
    this.#random = mulberry32(options.seed);
    this.#models = options.stakes.map(() => newRewardModel(options.model));
  }

  choose({ context, previous, cost }: AgentObservation): number {
    const { model, stakes } = this.#options;
    this.#epoch++;
    const estimates = this.#models.map(state => expectedReward(model, state, context));
    const costs = stakes.map(stake => cost * Math.abs(stake - previous));
    const action = this.#pick({ estimates, costs, epoch: this.#epoch }, this.#random);
    this.#pending = { context, action, cost: costs[action]! };
    return stakes[action]!;
  }

  learn({ reward }: AgentOutcome): void {
    const { context, action, cost } = this.#pending ?? notChosen();
    this.#pending = null;
    const sample = { context, reward: reward + cost };
    this.#models[action] = learn(this.#options.model, this.#models[action]!, sample);
  }
}

/**
 * Thompson sampling: the action that is best in one draw from what is believed, at unit noise.
 * @see Agrawal & Goyal (2013), Thompson sampling for contextual bandits with linear payoffs.
 */
export const thompsonAgent = (options: LinearBanditOptions): Agent =>
  new LinearBandit(options, ({ estimates, costs }, random) =>
    // In one context, drawing coefficients comes to drawing their product with it.
    greedy(estimates.map(({ mean, width }, i) => mean + width * normal(random) - costs[i]!)),
  );

/** SquareCB's odds over the same estimates. @see Foster & Rakhlin (2020) */
export const squareCbAgent = (options: LinearBanditOptions): Agent =>
  new LinearBandit(options, ({ estimates, costs, epoch }, random) => {
    const worth = estimates.map(({ mean }, i) => mean - costs[i]!);
    return drawIndex(squareCb(worth, explorationRate(epoch)), random());
  });
