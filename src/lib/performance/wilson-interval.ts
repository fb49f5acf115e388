/** Standard normal quantile at 0.975. */
const Z = 1.959963984540054;

/**
 * 95 % Wilson score interval of a share seen in `count` independent trials. `count` may be an effective sample
 * size and need not be whole. `[0, 1]` when there were no trials.
 * @see Wilson (1927), JASA 22(158).
 */
export function wilsonInterval(share: number, count: number): readonly [number, number] {
  if (!(count > 0)) return [0, 1];
  const z2 = Z * Z;
  const centre = (share + z2 / (2 * count)) / (1 + z2 / count);
  const half = (Z / (1 + z2 / count)) * Math.sqrt((share * (1 - share)) / count + z2 / (4 * count * count));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}
