import type { Random } from '../../core/random.ts';
import {
  expectedReward,
  learn,
  newRewardModel,
  type RewardModelOptions,
} from '../../learning/policy/reward-model.ts';
import { explorationRate, squareCb } from '../../learning/policy/square-cb.ts';
import { drawn, EXPOSURES, type Policy, RISK_AVERSION, rewardOf, type Seen, TURN_COST } from './policy.ts';

/** A bandit: one linear model an exposure, which learns only when that exposure was taken. */
export class SquareCbBandit implements Policy {
  readonly #options: RewardModelOptions;
  readonly #random: Random;
  readonly #models: ReturnType<typeof newRewardModel>[];
  #tick = 0;

  constructor(dimension: number, random: Random) {
    this.#options = { dimension, discount: 0.999, ridge: 10 };
    this.#random = random;
    this.#models = EXPOSURES.map(() => newRewardModel(this.#options));
  }

  choose({ context, held }: Seen): number {
    this.#tick += 1;
    const values = EXPOSURES.map((exposure, a) => {
      const { mean } = expectedReward(this.#options, this.#models[a]!, context);
      const turned = TURN_COST * Math.abs(exposure - EXPOSURES[held]!);
      return mean - turned - (RISK_AVERSION * exposure * exposure) / 2;
    });
    return drawn(squareCb(values, explorationRate(this.#tick)), this.#random());
  }

  learn({ context }: Seen, { taken, unit }: { readonly taken: number; readonly unit: number }): void {
    const reward = rewardOf(taken, taken, unit);
    this.#models[taken] = learn(this.#options, this.#models[taken]!, { context, reward });
  }
}
