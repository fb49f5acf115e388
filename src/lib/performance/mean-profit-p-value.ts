import { moments } from './moments.ts';
import { studentTail } from './student-t.ts';

/**
 * One-sided t-test that the mean is above 0: P(T ≥ mean × √n / sample deviation) with n - 1 degrees of freedom. Small
 * when the mean is large against its noise; it takes the values as independent and counts no other tries. Null below
 * two values and where they do not vary.
 * @see Student (1908), Biometrika 6(1)
 */
export function meanProfitPValue(profitRatios: ArrayLike<number>): number | null {
  const found = moments(profitRatios);
  if (!found || found.deviation === 0) return null;
  return studentTail((found.mean * Math.sqrt(found.count)) / found.deviation, found.count - 1);
}
