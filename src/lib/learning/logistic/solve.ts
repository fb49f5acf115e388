/**
 * Solves A x = b for a symmetric positive definite A by Cholesky's method.
 * @param a n by n, row after row; its lower triangle is read and overwritten
 * @param b overwritten with the solution
 * @returns whether A was positive definite, to rounding
 */
export function solveInPlace(a: Float64Array, b: Float64Array): boolean {
  const n = b.length;
  for (let j = 0; j < n; j++) {
    const pivot = a[j * n + j]! - rowProduct(a, [j, j], j);
    if (!(pivot > 0)) return false;
    const root = Math.sqrt(pivot);
    a[j * n + j] = root;
    for (let i = j + 1; i < n; i++) a[i * n + j] = (a[i * n + j]! - rowProduct(a, [i, j], j)) / root;
  }
  for (let i = 0; i < n; i++) {
    let sum = b[i]!;
    for (let k = 0; k < i; k++) sum -= a[i * n + k]! * b[k]!;
    b[i] = sum / a[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i]!;
    for (let k = i + 1; k < n; k++) sum -= a[k * n + i]! * b[k]!;
    b[i] = sum / a[i * n + i]!;
  }
  return true;
}

/** The sum over the first `count` columns of row i times row j. */
function rowProduct(a: Float64Array, [i, j]: readonly [number, number], count: number): number {
  const n = Math.sqrt(a.length);
  let sum = 0;
  for (let k = 0; k < count; k++) sum += a[i * n + k]! * a[j * n + k]!;
  return sum;
}
