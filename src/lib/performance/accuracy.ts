/**
 * Share of predictions that fall on the right side: `p > 1/2` says 1, everything else says 0.
 * Probabilities and outcomes (0 or 1) have one length. Null when there are none.
 */
export function accuracy(probabilities: ArrayLike<number>, outcomes: ArrayLike<number>): number | null {
  const count = probabilities.length;
  if (count === 0) return null;
  let hits = 0;
  for (let i = 0; i < count; i++) if (probabilities[i]! > 0.5 === (outcomes[i] === 1)) hits++;
  return hits / count;
}
