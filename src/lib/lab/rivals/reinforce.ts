import type { Random } from '../../core/random.ts';
import { drawn, EXPOSURES, type Policy, rewardOf, type Seen } from './policy.ts';

const RATE = 0.02;
const BASELINE_RATE = 0.01;

/** Policy gradient: a softmax of linear scores, moved along reward less its running mean (Williams 1992). */
export class Reinforce implements Policy {
  readonly #random: Random;
  readonly #weights: Float64Array[];
  #odds: number[] = [];
  #baseline = 0;

  constructor(dimension: number, random: Random) {
    this.#random = random;
    // The exposure that is held is one more feature: turning over costs.
    this.#weights = EXPOSURES.map(() => new Float64Array(dimension + 1));
  }

  choose(seen: Seen): number {
    const inputs = this.#inputs(seen);
    const scores = this.#weights.map(weights => weights.reduce((sum, w, i) => sum + w * inputs[i]!, 0));
    const top = Math.max(...scores);
    const raised = scores.map(score => Math.exp(score - top));
    const total = raised.reduce((sum, value) => sum + value, 0);
    this.#odds = raised.map(value => value / total);
    return drawn(this.#odds, this.#random());
  }

  learn(seen: Seen, { taken, unit }: { readonly taken: number; readonly unit: number }): void {
    const advantage = rewardOf(taken, seen.held, unit) - this.#baseline;
    this.#baseline += BASELINE_RATE * advantage;
    const inputs = this.#inputs(seen);
    this.#weights.forEach((weights, a) => {
      const push = RATE * advantage * ((a === taken ? 1 : 0) - this.#odds[a]!);
      for (let i = 0; i < weights.length; i++) weights[i]! += push * inputs[i]!;
    });
  }

  #inputs = ({ context, held }: Seen): readonly number[] => [...context, EXPOSURES[held]!];
}
