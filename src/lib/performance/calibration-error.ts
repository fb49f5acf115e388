const BINS = 10;

/**
 * Expected calibration error over ten equal-width bins of the probability: the mean over predictions of
 * |mean probability - observed rate| in the prediction's bin. 0 is perfect. Null when there are no predictions.
 * @see Naeini, Cooper and Hauskrecht (2015), AAAI.
 */
export function calibrationError(
  probabilities: ArrayLike<number>,
  outcomes: ArrayLike<number>,
): number | null {
  const count = probabilities.length;
  if (count === 0) return null;
  const excess = new Float64Array(BINS);
  for (let i = 0; i < count; i++) {
    const bin = Math.min(BINS - 1, Math.floor(probabilities[i]! * BINS));
    excess[bin]! += probabilities[i]! - outcomes[i]!;
  }
  return excess.reduce((sum, gap) => sum + Math.abs(gap), 0) / count;
}
