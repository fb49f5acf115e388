/** 1 / k² over all k from 1 on sums to π² / 6. */
const SHARE = 6 / Math.PI ** 2;

/**
 * Error level of the `generation`-th test of a line (from 1), α 6 / (π² k²): over all generations for ever the
 * levels sum to α, so the chance that any test ever errs is at most α.
 * @throws RangeError for a level outside (0, 1) or a generation that is no whole number from 1 on.
 */
export function alphaOf(alpha: number, generation: number): number {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`An error level of ${alpha} is not between 0 and 1.`);
  if (!(Number.isSafeInteger(generation) && generation >= 1)) {
    throw new RangeError(`Generations count from 1; there is no generation ${generation}.`);
  }
  return (alpha * SHARE) / generation ** 2;
}

/**
 * The same with the levels earned back by discoveries, e-LOND: α 6 / (π² k²) (promotions + 1). The expected share
 * of false promotions among all is at most α, however the tests depend on each other.
 * @param promotions in the generations before this one
 * @throws RangeError also when there were more promotions than generations before.
 * @see Xu and Ramdas (2024), Online multiple testing with e-values, AISTATS
 */
export function alphaWithDiscoveries(alpha: number, generation: number, promotions: number): number {
  const level = alphaOf(alpha, generation);
  if (!(Number.isSafeInteger(promotions) && promotions >= 0 && promotions < generation)) {
    throw new RangeError(`Before generation ${generation} there cannot have been ${promotions} promotions.`);
  }
  return level * (promotions + 1);
}
