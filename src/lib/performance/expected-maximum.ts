import { normalQuantile } from './normal.ts';

const EULER = 0.5772156649015329;

/**
 * Expected largest of `tries` independent standard normals, (1 - γ) Φ⁻¹(1 - 1/N) + γ Φ⁻¹(1 - 1/(N e)): what the best
 * of N worthless tries shows by luck, in standard deviations of the tries. 0 for one try, where the approximation has
 * no value and the mean of a single draw is meant.
 * @see Bailey and López de Prado (2014), Journal of Portfolio Management 40(5)
 */
export function expectedMaximum(tries: number): number {
  if (tries <= 1) return 0;
  const low = normalQuantile(1 / tries);
  const high = normalQuantile(1 / (tries * Math.E));
  return -((1 - EULER) * low + EULER * high);
}
