import { mulberry32, normal } from '../../src/lib/core/random.ts';
import type { Agent } from '../../src/lib/learning/policy/rivals/agent.ts';
import { greedy, utilities } from '../../src/lib/learning/policy/utility.ts';

export const BED_STAKES = [0, 0.5, 1] as const;
export const BED_MODEL = { dimension: 4, discount: 0.999, ridge: 10 } as const;
const COST = 0.05;
const RISK_AVERSION = 0.05;
const TICKS = 3000;

export interface BedTick {
  /** True mean of the return, known to the oracle alone. */
  readonly mean: number;
  readonly rho: number;
  /** 1, the last return and two features of noise. */
  readonly context: readonly number[];
}

/** Returns of .25 times the last one plus unit t5 noise; the sign of the effect turns every `turn` ticks. */
export function bedMarket(seed: number, turn = TICKS): BedTick[] {
  const random = mulberry32(seed);
  let last = 0;
  return Array.from({ length: TICKS }, (_, i) => {
    const mean = (Math.floor(i / turn) % 2 === 0 ? 0.25 : -0.25) * last;
    const tick = {
      mean,
      rho: mean + studentNoise(random),
      context: [1, last, normal(random), normal(random)],
    };
    last = tick.rho;
    return tick;
  });
}

/** Student's t with 5 degrees of freedom, scaled to variance 1. */
function studentNoise(random: () => number): number {
  let square = 0;
  for (let k = 0; k < 5; k++) square += normal(random) ** 2;
  return normal(random) / Math.sqrt(square / 3);
}

/** Exposures an agent chose in a market, and their sum of rewards after costs. */
export function livedThrough(
  agent: Agent,
  market: readonly BedTick[],
): { exposures: number[]; total: number } {
  let previous = 0;
  let total = 0;
  const exposures = market.map(({ rho, context }) => {
    const exposure = agent.choose({ context, previous, signal: context[1]!, cost: COST });
    const reward = exposure * rho - COST * Math.abs(exposure - previous);
    agent.learn({ rho, reward });
    previous = exposure;
    total += reward;
    return exposure;
  });
  return { exposures, total };
}

/** Who knows the true mean of every tick and takes the stake of greatest utility. */
export function oracleOf(market: readonly BedTick[]): Agent {
  let i = 0;
  return {
    choose: ({ previous, cost }) => {
      const mean = market[i++]!.mean;
      return BED_STAKES[
        greedy(utilities({ mean, previous, cost, riskAversion: RISK_AVERSION }, BED_STAKES))
      ]!;
    },
    learn: () => {},
  };
}

/** Total reward of an agent over that of the oracle, on markets of seeds 1 to `seeds`. */
export function captureOf(make: (seed: number) => Agent, bed: { seeds: number; turn?: number }): number {
  let [own, best] = [0, 0];
  for (let seed = 1; seed <= bed.seeds; seed++) {
    const market = bedMarket(seed, bed.turn);
    own += livedThrough(make(seed), market).total;
    best += livedThrough(oracleOf(market), market).total;
  }
  return own / best;
}
