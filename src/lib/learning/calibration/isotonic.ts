/**
 * Pool adjacent violators: the non-decreasing sequence nearest to `means` in weighted least squares, one value
 * a position. `weights` are positive.
 * @see Ayer et al. (1955), Annals of Mathematical Statistics 26(4).
 */
export function poolAdjacentViolators(means: ArrayLike<number>, weights: ArrayLike<number>): Float64Array {
  const size = means.length;
  const sums = new Float64Array(size);
  const masses = new Float64Array(size);
  const ends = new Int32Array(size);
  let top = -1;
  for (let i = 0; i < size; i++) {
    top++;
    sums[top] = means[i]! * weights[i]!;
    masses[top] = weights[i]!;
    ends[top] = i;
    // Compared as products, so that equal fractions pool exactly.
    while (top > 0 && sums[top - 1]! * masses[top]! >= sums[top]! * masses[top - 1]!) {
      sums[top - 1]! += sums[top]!;
      masses[top - 1]! += masses[top]!;
      ends[top - 1] = ends[top]!;
      top--;
    }
  }
  return spread({ sums, masses, ends }, size);
}

interface Blocks {
  readonly sums: Float64Array;
  readonly masses: Float64Array;
  readonly ends: Int32Array;
}

function spread({ sums, masses, ends }: Blocks, size: number): Float64Array {
  const fitted = new Float64Array(size);
  for (let position = 0, block = 0; position < size; position++) {
    if (position > ends[block]!) block++;
    fitted[position] = sums[block]! / masses[block]!;
  }
  return fitted;
}
