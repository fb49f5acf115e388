/**
 * Variance of √n × mean that the stationary bootstrap would find, without drawing: γ₀ + 2 Σ κᵢ γᵢ over the
 * autocovariances (over n) of all lags, with κᵢ = (1 - i/n)(1 - p)^i + (i/n)(1 - p)^(n - i). 0 without values.
 * @param meanBlock mean length of a block, 1 or more
 * @see Politis and Romano (1994), JASA 89(428), lemma 1
 */
export function bootstrapVariance(values: ArrayLike<number>, meanBlock: number): number {
  const n = values.length;
  if (n === 0) return 0;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i]!;
  const deviations = Float64Array.from(values, value => value - sum / n);
  const kept = 1 - 1 / meanBlock;
  let variance = 0;
  for (let lag = 0; lag < n; lag++) {
    let cross = 0;
    for (let i = lag; i < n; i++) cross += deviations[i]! * deviations[i - lag]!;
    const kappa = (1 - lag / n) * kept ** lag + (lag / n) * kept ** (n - lag);
    variance += ((lag === 0 ? 1 : 2 * kappa) * cross) / n;
  }
  return variance;
}
