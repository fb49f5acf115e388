/** Mean of some numbers. */
export const mean = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
};

/** Root of the mean squared distance from the mean. */
export const deviation = (values: ArrayLike<number>): number => {
  const centre = mean(values);
  return Math.sqrt(mean(Float64Array.from(values, value => (value - centre) ** 2)));
};

/** Fourth standardised moment: 3 for normal values. */
export const kurtosis = (values: ArrayLike<number>): number => {
  const centre = mean(values);
  const fourth = mean(Float64Array.from(values, value => (value - centre) ** 4));
  return fourth / deviation(values) ** 4;
};

/** Correlation of each value with the next. */
export function autocorrelation(values: ArrayLike<number>): number {
  const centre = mean(values);
  const products = Float64Array.from({ length: values.length - 1 }, (_, i) => {
    return (values[i]! - centre) * (values[i + 1]! - centre);
  });
  return mean(products) / deviation(values) ** 2;
}

/** Share of positions, from `from` on, at which two rows of numbers have one sign. */
export function agreement(a: ArrayLike<number>, b: ArrayLike<number>, from = 0): number {
  let agreeing = 0;
  for (let i = from; i < a.length; i++) if (Math.sign(a[i]!) === Math.sign(b[i]!)) agreeing++;
  return agreeing / (a.length - from);
}
