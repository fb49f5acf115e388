/** A symmetric matrix of order d by the rows of its upper triangle: (0,0), (0,1), …, (0,d-1), (1,1), …; d(d+1)/2 numbers. */
export type Triangle = readonly number[];

export const triangleSize = (order: number): number => (order * (order + 1)) / 2;

/**
 * Upper factor R of a symmetric positive definite matrix, A = R'R, in the same layout.
 * @throws RangeError when the matrix is not positive definite (or holds a NaN).
 */
export function choleskyFactor(a: Triangle, order: number): number[] {
  const factor = a.slice();
  let row = 0;
  for (let i = 0; i < order; i++) {
    const pivot = factor[row]!;
    if (!(pivot > 0 && pivot < Infinity)) throw new RangeError('a matrix is not positive definite');
    const root = 1 / Math.sqrt(pivot);
    const width = order - i;
    for (let k = 0; k < width; k++) factor[row + k]! *= root;
    eliminate(factor, row, width);
    row += width;
  }
  return factor;
}

/** Takes the outer product of the finished row at `row` from the rows below it. */
function eliminate(factor: number[], row: number, width: number): void {
  let below = row + width;
  for (let k = 1; k < width; k++) {
    const scale = factor[row + k]!;
    for (let m = k; m < width; m++) factor[below + m - k]! -= scale * factor[row + m]!;
    below += width - k;
  }
}

/** Solves R'z = `right` for the upper factor R: z'z is then right' A^-1 right. */
export function forwardSolve(factor: Triangle, right: readonly number[]): number[] {
  const solved = right.slice();
  const order = solved.length;
  let row = 0;
  for (let i = 0; i < order; i++) {
    const value = solved[i]! / factor[row]!;
    solved[i] = value;
    for (let k = i + 1; k < order; k++) solved[k]! -= value * factor[row + k - i]!;
    row += order - i;
  }
  return solved;
}
