/**
 * Brier score: mean squared distance of a probability from its outcome (0 or 1). 0 is perfect, 1/4 is what
 * "always one half" scores. Null when there are no predictions.
 * @see Brier (1950), Monthly Weather Review 78(1).
 */
export function brier(probabilities: ArrayLike<number>, outcomes: ArrayLike<number>): number | null {
  const count = probabilities.length;
  if (count === 0) return null;
  let sum = 0;
  for (let i = 0; i < count; i++) sum += (probabilities[i]! - outcomes[i]!) ** 2;
  return sum / count;
}
