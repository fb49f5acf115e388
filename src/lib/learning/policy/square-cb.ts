import { greedy } from './utility.ts';

/** G of SquareCB at the t-th epoch, t from 1: 20 sqrt(t), so that exploration fades as knowledge grows. */
export const explorationRate = (epoch: number): number => 20 * Math.sqrt(epoch);

/**
 * Inverse-gap weighting: p(a) = 1 / (K + G (U* - U(a))) for all but the greedy action, which takes the rest. The
 * expected loss against the greedy action is below K / G. Sums to 1; every action keeps some probability.
 * @see Foster & Rakhlin (2020), Beyond UCB: optimal and efficient contextual bandits with regression oracles.
 * @throws RangeError on utilities that are not finite and a gamma that is negative or not finite.
 */
export function squareCb(utilities: readonly number[], gamma: number): number[] {
  if (!(gamma >= 0 && gamma < Infinity)) throw new RangeError(`a gamma of ${gamma}`);
  const best = greedy(utilities);
  const top = utilities[best]!;
  const odds = utilities.map(value => {
    if (!Number.isFinite(value)) throw new RangeError(`a utility of ${value}`);
    return 1 / (utilities.length + gamma * (top - value));
  });
  odds[best] = 0;
  odds[best] = 1 - odds.reduce((sum, p) => sum + p, 0);
  return odds;
}
