const ROOT_2_PI = Math.sqrt(2 * Math.PI);
/** Beyond this the series loses digits of a small tail and the continued fraction is exact in 80 steps. */
const TAIL = 3;

const density = (x: number): number => Math.exp((-x * x) / 2) / ROOT_2_PI;

/** φ(x) × (x + x³/3 + x⁵/15 + …): probability between 0 and x. Abramowitz and Stegun 26.2.11. */
function centre(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 3; Math.abs(term) > 1e-18 * Math.abs(sum); k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return sum * density(x);
}

/** P(Z ≥ x) for large x by Laplace's continued fraction, Abramowitz and Stegun 26.2.14. */
function upperTail(x: number): number {
  let denominator = x;
  for (let k = 80; k > 0; k--) denominator = x + k / denominator;
  return density(x) / denominator;
}

/** Distribution function of the standard normal; relative error below 1e-12, far into the tails. */
export function normalCdf(x: number): number {
  if (x < -TAIL) return upperTail(-x);
  return x > TAIL ? 1 - upperTail(x) : 0.5 + centre(x);
}

/**
 * Quantile of the standard normal: the x with normalCdf(x) = p, by Abramowitz and Stegun 26.2.23 and three steps of
 * Halley's method. ±Infinity at 1 and 0, NaN outside [0, 1].
 */
export function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p === 0) return -Infinity;
  if (p === 0.5) return 0;
  const t = Math.sqrt(-2 * Math.log(p));
  let x =
    (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
  for (let step = 0; step < 3; step++) {
    const newton = (normalCdf(x) - p) / density(x);
    x -= newton / (1 + (x * newton) / 2);
  }
  return x;
}
