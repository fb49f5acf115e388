/** What an agent sees before an epoch. */
export interface AgentObservation {
  /** Features, the first of them 1. */
  readonly context: readonly number[];
  /** Exposure held so far. */
  readonly previous: number;
  /** Strength of the one signal that learners without features go by, about one standard deviation in size. */
  readonly signal: number;
  /** Cost of turning over one unit of exposure, in volatilities. */
  readonly cost: number;
}

/** What the epoch brought. */
export interface AgentOutcome {
  /** Return of one unit of exposure, in volatilities: what every exposure would have earned. */
  readonly rho: number;
  /** Reward of the exposure chosen, costs taken off: all that a bandit learner may use. */
  readonly reward: number;
}

/** A learner of exposures. Each `choose` is followed by one `learn` of what came of it. */
export interface Agent {
  /** Exposure for the coming epoch. */
  choose(observation: AgentObservation): number;
  learn(outcome: AgentOutcome): void;
}

/** @throws Error: an agent was told of an outcome before it chose anything */
export function notChosen(): never {
  throw new Error('an outcome came before a choice');
}

/** Index drawn by odds that sum to 1; `draw` is in [0, 1). */
export function drawIndex(odds: readonly number[], draw: number): number {
  let above = 0;
  for (let i = 0; i < odds.length - 1; i++) {
    above += odds[i]!;
    if (draw < above) return i;
  }
  return odds.length - 1;
}
