import { greedy, utilities } from '../../learning/policy/utility.ts';
import { EXPOSURES, RISK_AVERSION, TURN_COST } from './policy.ts';

/** Index of the exposure of whoever knows the true mean of the next tick, and looks no further. */
export function oracleChoice(mean: number, held: number): number {
  const input = { mean, previous: EXPOSURES[held]!, cost: TURN_COST, riskAversion: RISK_AVERSION };
  return greedy(utilities(input, EXPOSURES));
}
