import { mulberry32, type Random } from '../../../core/random.ts';
import { greedy } from '../utility.ts';
import { type Agent, type AgentObservation, type AgentOutcome, notChosen } from './agent.ts';

export interface TabularQOptions {
  readonly stakes: readonly number[];
  readonly seed: number;
  /** Share of the error corrected: one over the visits of the action, and this from 1 / rate visits on. */
  readonly rate: number;
  /** Worth of a reward one epoch later. */
  readonly discount: number;
  /** Share of choices made at random. */
  readonly exploring: number;
}

export const DEFAULT_TABULAR_Q = { rate: 0.01, discount: 0.5, exploring: 0.1 };

/** Signals beyond this, in standard deviations, count as up or down. */
const DEAD_ZONE = 0.5;

/**
 * Q-learning over signal (down, none, up) x position x action. The value of an action is corrected at the next
 * choice, when the state it led to is seen.
 * @see Watkins & Dayan (1992), Q-learning, Machine Learning 8.
 */
export class TabularQAgent implements Agent {
  readonly #options: TabularQOptions;
  readonly #random: Random;
  /** Values by signal x position, then by action. */
  readonly #values: number[][];
  readonly #visits: number[][];
  #pending: { readonly state: number; readonly action: number; reward: number | null } | null = null;

  constructor(options: TabularQOptions) {
    this.#options = options;
    this.#random = mulberry32(options.seed);
    const states = 3 * options.stakes.length;
    this.#values = Array.from({ length: states }, () => options.stakes.map(() => 0));
    this.#visits = Array.from({ length: states }, () => options.stakes.map(() => 0));
  }

  choose({ previous, signal }: AgentObservation): number {
    const { stakes, exploring } = this.#options;
    const state = this.#stateOf(signal, previous);
    this.#correct(state);
    const explores = this.#random() < exploring;
    const action = explores ? Math.floor(this.#random() * stakes.length) : greedy(this.#values[state]!);
    this.#pending = { state, action, reward: null };
    return stakes[action]!;
  }

  learn({ reward }: AgentOutcome): void {
    const pending = this.#pending ?? notChosen();
    this.#pending = { ...pending, reward };
  }

  /** Q(s, a) += rate (r + discount max Q(s', .) - Q(s, a)) for the step that ended in `state`. */
  #correct(state: number): void {
    if (this.#pending === null || this.#pending.reward === null) return;
    const { rate, discount } = this.#options;
    const { state: from, action, reward } = this.#pending;
    const values = this.#values[from]!;
    const visits = ++this.#visits[from]![action]!;
    const target = reward + discount * Math.max(...this.#values[state]!);
    values[action]! += Math.max(rate, 1 / visits) * (target - values[action]!);
  }

  #stateOf(signal: number, previous: number): number {
    const { stakes } = this.#options;
    const distances = stakes.map(stake => -Math.abs(stake - previous));
    const sign = signal > DEAD_ZONE ? 2 : signal < -DEAD_ZONE ? 0 : 1;
    return sign * stakes.length + greedy(distances);
  }
}
