import type { Agent } from '../learning/policy/rivals/agent.ts';
import { FullInformationAgent } from '../learning/policy/rivals/full-information.ts';
import { greedy, utilities } from '../learning/policy/utility.ts';
import { NOISE_FEATURES, type PolicyBed } from './markets/policy-bed.ts';

export const STAKES: readonly number[] = [0, 0.5, 1];
const TURN_COST = 0.05;
export const RISK_AVERSION = 0.05;
export const DIMENSION = 2 + NOISE_FEATURES;
export const MODEL = { dimension: DIMENSION, discount: 0.999, ridge: 10 };
/** Newest epochs that a model started anew learns from at once. */
const REPLAY = 50;

/** HIVE's own learner, which starts anew at this much evidence of a change; null for never. */
export const ownAgent = (resetAt: number | null): FullInformationAgent =>
  new FullInformationAgent({
    ...{ model: MODEL, stakes: STAKES, riskAversion: RISK_AVERSION, resetAt, replay: REPLAY },
  });

/** Reward after costs of an agent that lives through a market, from tick `from` on. */
export function playAgent({ contexts, returns }: PolicyBed, agent: Agent, from = 0): number {
  let [previous, total] = [0, 0];
  for (let t = 0; t < returns.length; t++) {
    const context = contexts[t]!;
    const rho = returns[t]!;
    const exposure = agent.choose({ context, previous, signal: context[1]!, cost: TURN_COST });
    const reward = exposure * rho - TURN_COST * Math.abs(exposure - previous);
    agent.learn({ rho, reward });
    previous = exposure;
    if (t >= from) total += reward;
  }
  return total;
}

/** The same of whoever knows the true mean of the next tick, and looks no further. */
export function playOracle({ mean, returns }: PolicyBed, from = 0): number {
  let [previous, total] = [0, 0];
  for (let t = 0; t < returns.length; t++) {
    const input = { mean: mean[t]!, previous, cost: TURN_COST, riskAversion: RISK_AVERSION };
    const exposure = STAKES[greedy(utilities(input, STAKES))]!;
    if (t >= from) total += exposure * returns[t]! - TURN_COST * Math.abs(exposure - previous);
    previous = exposure;
  }
  return total;
}
