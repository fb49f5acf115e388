/** Probabilities are held this far from 0 and 1, so that one certain error costs 27.6 nats, not infinity. */
const EPSILON = 1e-12;

/** -ln of the probability given to what happened, in nats. */
export const surprisal = (given: number): number =>
  -Math.log(Math.min(1 - EPSILON, Math.max(EPSILON, given)));

/**
 * Logarithmic loss in nats a prediction: mean of -ln(probability given to what happened). ln 2 = 0.693 is what
 * "always one half" scores. Null when there are no predictions.
 */
export function logLoss(probabilities: ArrayLike<number>, outcomes: ArrayLike<number>): number | null {
  const count = probabilities.length;
  if (count === 0) return null;
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const given = outcomes[i] === 1 ? probabilities[i]! : 1 - probabilities[i]!;
    sum += surprisal(given);
  }
  return sum / count;
}
