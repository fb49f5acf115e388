import { type DetectorOptions, detect, evidenceOf, newDetector } from '../learning/evidence/e-detector.ts';
import { expectedReward, learn, newRewardModel, type RewardSample } from '../learning/policy/reward-model.ts';
import type { Agent, AgentObservation, AgentOutcome } from '../learning/policy/rivals/agent.ts';
import { greedy, utilities } from '../learning/policy/utility.ts';
import { MODEL, RISK_AVERSION, STAKES } from './policy-play.ts';

/** Larger bets than those of the detector in use, for z that is cut off sooner. */
const DETECTOR: DetectorOptions = { sizes: [1 / 4, 1 / 8, 1 / 16], kind: 'sr' };
const LIMIT = 4;
/** Share of what was forecast that must come for nothing to have changed. */
const MUST_COME = 0.3;
/** Least usual size of a forecast, so that the noise of a young model does not count as one. */
const LEAST_SIZE = 0.15;
const SIZE_RATE = 0.02;
const REPLAY = 30;

/**
 * The full-information learner with a sharper detector: forecasts count by their size (a large one that fails says
 * more than a small one), and evidence grows as soon as less than 0.3 of the forecast comes. That is a change too, but a
 * model that was never right is told so more often.
 */
export class SharpAgent implements Agent {
  readonly #resetAt: number;
  #model = newRewardModel(MODEL);
  #detector = newDetector(DETECTOR);
  #size = LEAST_SIZE ** 2;
  #recent: RewardSample[] = [];
  #pending: { readonly context: readonly number[]; readonly mean: number } | null = null;
  #resets = 0;

  constructor(resetAt: number) {
    this.#resetAt = resetAt;
  }

  get resets(): number {
    return this.#resets;
  }

  choose({ context, previous, cost }: AgentObservation): number {
    const { mean } = expectedReward(MODEL, this.#model, context);
    this.#pending = { context, mean };
    return STAKES[greedy(utilities({ mean, previous, cost, riskAversion: RISK_AVERSION }, STAKES))]!;
  }

  learn({ rho }: AgentOutcome): void {
    const { context, mean } = this.#pending!;
    const sample = { context, reward: rho };
    this.#model = learn(MODEL, this.#model, sample);
    this.#recent = [...this.#recent, sample].slice(-REPLAY);
    this.#detector = detect(DETECTOR, this.#detector, this.#surprise(mean, rho));
    this.#size += SIZE_RATE * (mean * mean - this.#size);
    if (evidenceOf(this.#detector) < this.#resetAt) return;
    this.#model = this.#recent.reduce((state, one) => learn(MODEL, state, one), newRewardModel(MODEL));
    this.#detector = newDetector(DETECTOR);
    this.#resets += 1;
  }

  #surprise(mean: number, rho: number): number {
    const usual = Math.max(LEAST_SIZE, Math.sqrt(this.#size));
    const short = (MUST_COME * mean * mean - mean * rho) / usual;
    return Math.max(-LIMIT, Math.min(LIMIT, short));
  }
}
