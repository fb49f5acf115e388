import { normal, type Random } from '../../core/random.ts';
import {
  expectedReward,
  learn,
  newRewardModel,
  type RewardModelOptions,
} from '../../learning/policy/reward-model.ts';
import { best, EXPOSURES, type Policy, RISK_AVERSION, rewardOf, type Seen, TURN_COST } from './policy.ts';

/** Thompson sampling: one linear model an exposure, each asked for a draw from what it believes. */
export class Thompson implements Policy {
  readonly #options: RewardModelOptions;
  readonly #random: Random;
  readonly #models: ReturnType<typeof newRewardModel>[];

  constructor(dimension: number, random: Random) {
    this.#options = { dimension, discount: 0.999, ridge: 10 };
    this.#random = random;
    this.#models = EXPOSURES.map(() => newRewardModel(this.#options));
  }

  choose({ context, held }: Seen): number {
    return best(
      EXPOSURES.map((exposure, a) => {
        const { mean, width } = expectedReward(this.#options, this.#models[a]!, context);
        const turned = TURN_COST * Math.abs(exposure - EXPOSURES[held]!);
        return mean + width * normal(this.#random) - turned - (RISK_AVERSION * exposure * exposure) / 2;
      }),
    );
  }

  learn({ context }: Seen, { taken, unit }: { readonly taken: number; readonly unit: number }): void {
    const reward = rewardOf(taken, taken, unit);
    this.#models[taken] = learn(this.#options, this.#models[taken]!, { context, reward });
  }
}
