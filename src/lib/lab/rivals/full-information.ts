import {
  detect,
  evidenceOf,
  newDetector,
  RESET_DETECTOR,
  surprise,
} from '../../learning/evidence/e-detector.ts';
import {
  expectedReward,
  learn,
  newRewardModel,
  type RewardModelOptions,
  type RewardModelState,
} from '../../learning/policy/reward-model.ts';
import { greedy, utilities } from '../../learning/policy/utility.ts';
import { EXPOSURES, type Policy, RISK_AVERSION, type Seen, TURN_COST } from './policy.ts';

export interface FullInformationOptions {
  readonly dimension: number;
  /** Evidence of a change at which it starts again; null for never. */
  readonly threshold: number | null;
  /** Newest ticks that it learns again from when it does. */
  readonly keep?: number;
  readonly discount?: number;
}

interface Lesson {
  readonly context: readonly number[];
  readonly reward: number;
}

/** HIVE's own learner: it learns what every exposure would have earned, and starts again when that has changed. */
export class FullInformation implements Policy {
  readonly #options: RewardModelOptions;
  readonly #threshold: number | null;
  readonly #keep: number;
  #model: RewardModelState;
  #detector = newDetector(RESET_DETECTOR);
  #recent: Lesson[] = [];
  #forecast = 0;
  resets = 0;

  constructor({ dimension, threshold, keep = 0, discount = 0.999 }: FullInformationOptions) {
    this.#options = { dimension, discount, ridge: 10 };
    this.#threshold = threshold;
    this.#keep = keep;
    this.#model = newRewardModel(this.#options);
  }

  choose({ context, held }: Seen): number {
    this.#forecast = expectedReward(this.#options, this.#model, context).mean;
    const input = {
      ...{ mean: this.#forecast, previous: EXPOSURES[held]!, cost: TURN_COST },
      riskAversion: RISK_AVERSION,
    };
    return greedy(utilities(input, EXPOSURES));
  }

  learn({ context }: Seen, { unit }: { readonly unit: number }): void {
    const lesson = { context, reward: unit };
    this.#model = learn(this.#options, this.#model, lesson);
    if (this.#threshold === null) return;
    if (this.#keep > 0) this.#remember(lesson);
    this.#detector = detect(RESET_DETECTOR, this.#detector, surprise(this.#forecast, unit));
    if (evidenceOf(this.#detector) < this.#threshold) return;
    this.#detector = newDetector(RESET_DETECTOR);
    this.#model = this.#recent.reduce(
      (model, one) => learn(this.#options, model, one),
      newRewardModel(this.#options),
    );
    this.resets += 1;
  }

  #remember(lesson: Lesson): void {
    this.#recent.push(lesson);
    if (this.#recent.length > this.#keep) this.#recent.shift();
  }
}
