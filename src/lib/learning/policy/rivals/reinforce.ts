import { mulberry32, type Random } from '../../../core/random.ts';
import { type Agent, type AgentObservation, type AgentOutcome, drawIndex, notChosen } from './agent.ts';

export interface ReinforceOptions {
  /** Number of features of a context. */
  readonly dimension: number;
  readonly stakes: readonly number[];
  readonly seed: number;
  /** Step of the gradient. */
  readonly rate: number;
}

export const DEFAULT_REINFORCE = { rate: 0.1 };

/** Rate at which the baseline follows the rewards. */
const BASELINE_RATE = 0.01;

/**
 * Policy gradient: a linear softmax over the context and the exposure held, moved along (reward - baseline) times
 * the gradient of the log odds of the action taken.
 * @see Williams (1992), Simple statistical gradient-following algorithms, Machine Learning 8.
 */
export class ReinforceAgent implements Agent {
  readonly #options: ReinforceOptions;
  readonly #random: Random;
  /** Coefficients by action. */
  readonly #coefficients: number[][];
  #baseline = 0;
  #pending: {
    readonly features: readonly number[];
    readonly odds: readonly number[];
    readonly action: number;
  } | null = null;

  constructor(options: ReinforceOptions) {
    this.#options = options;
    this.#random = mulberry32(options.seed);
    this.#coefficients = options.stakes.map(() => new Array<number>(options.dimension + 1).fill(0));
  }

  choose({ context, previous }: AgentObservation): number {
    const { stakes, dimension } = this.#options;
    if (context.length !== dimension) throw new RangeError(`a context of ${context.length} values`);
    const features = [...context, previous];
    const odds = softmax(this.#coefficients.map(row => row.reduce((sum, c, i) => sum + c * features[i]!, 0)));
    const action = drawIndex(odds, this.#random());
    this.#pending = { features, odds, action };
    return stakes[action]!;
  }

  learn({ reward }: AgentOutcome): void {
    const { features, odds, action } = this.#pending ?? notChosen();
    this.#pending = null;
    const advantage = reward - this.#baseline;
    this.#baseline += BASELINE_RATE * advantage;
    odds.forEach((p, a) => {
      const step = this.#options.rate * advantage * ((a === action ? 1 : 0) - p);
      const row = this.#coefficients[a]!;
      for (let i = 0; i < row.length; i++) row[i]! += step * features[i]!;
    });
  }
}

function softmax(scores: readonly number[]): number[] {
  const top = Math.max(...scores);
  const weights = scores.map(score => Math.exp(score - top));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map(weight => weight / total);
}
