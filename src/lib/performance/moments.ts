export interface Moments {
  readonly count: number;
  readonly mean: number;
  /** Sample standard deviation (n - 1). */
  readonly deviation: number;
  /** Third standardised moment about the mean, population form; 0 for a normal distribution. */
  readonly skewness: number;
  /** Fourth one, population form and not in excess of normal: 3 for a normal distribution. */
  readonly kurtosis: number;
}

/** A spread that is nothing but rounding: equal values whose mean is not exactly one of them. */
const isRounding = (deviation: number, mean: number): boolean =>
  deviation <= Math.max(1e-15, 1e-12 * Math.abs(mean));

/**
 * Mean, deviation, skewness and kurtosis, by two passes. Skewness and kurtosis are 0 and 3 where the deviation is
 * 0 (a deviation within rounding counts as 0). Null below two values.
 */
export function moments(values: ArrayLike<number>): Moments | null {
  const count = values.length;
  if (count < 2) return null;
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[i]!;
  const mean = sum / count;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let i = 0; i < count; i++) {
    const distance = values[i]! - mean;
    const square = distance * distance;
    second += square;
    third += square * distance;
    fourth += square * square;
  }
  const deviation = Math.sqrt(second / (count - 1));
  if (isRounding(deviation, mean)) return { count, mean, deviation: 0, skewness: 0, kurtosis: 3 };
  const variance = second / count;
  return {
    count,
    mean,
    deviation,
    skewness: third / count / variance ** 1.5,
    kurtosis: fourth / count / (variance * variance),
  };
}
