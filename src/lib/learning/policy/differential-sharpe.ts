/** Exponential averages of a return and of its square. */
export interface SharpeAverages {
  readonly mean: number;
  readonly square: number;
}

export interface DifferentialSharpe {
  readonly averages: SharpeAverages;
  /** Rate at which this return moves the Sharpe ratio of the averages; null while they have no variance. */
  readonly value: number | null;
}

/**
 * Differential Sharpe ratio of one return: (B dA - A dB / 2) / (B - A^2)^(3/2) with dA = r - A, dB = r^2 - B, then
 * A += rate dA, B += rate dB. A figure for reports, not a reward.
 * @see Moody & Saffell (2001), Learning to trade via direct reinforcement, IEEE Transactions on Neural Networks 12(4).
 * @throws RangeError on numbers that are not finite or a rate outside (0, 1]
 */
export function differentialSharpe(
  { mean, square }: SharpeAverages,
  { value, rate }: { readonly value: number; readonly rate: number },
): DifferentialSharpe {
  if (![mean, square, value].every(Number.isFinite)) throw new RangeError(`a return of ${value}`);
  if (!(rate > 0 && rate <= 1)) throw new RangeError(`a rate of ${rate}`);
  const meanChange = value - mean;
  const squareChange = value * value - square;
  const variance = square - mean * mean;
  return {
    averages: { mean: mean + rate * meanChange, square: square + rate * squareChange },
    value: variance > 0 ? (square * meanChange - (mean * squareChange) / 2) / variance ** 1.5 : null,
  };
}
