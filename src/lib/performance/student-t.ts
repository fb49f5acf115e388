const PRECISION = 1e-16;
/** Steps grow with the root of the degrees of freedom; ten billion of them need fewer than this. */
const MAX_STEPS = 100_000;
/** Keeps a denominator of the continued fraction from being 0. */
const TINY = 1e-300;

const away = (value: number): number => (Math.abs(value) < TINY ? TINY : value);

/**
 * Continued fraction of the incomplete beta function by Lentz's method.
 * @see DLMF 8.17.22, https://dlmf.nist.gov/8.17
 */
function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < MAX_STEPS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    value *= d * c;
    if (Math.abs(d * c - 1) <= PRECISION) break;
  }
  return value;
}

/**
 * Γ(a + 1/2) / Γ(a), by its asymptotic series above 20 and by recurrence below.
 * @see DLMF 5.11.13, https://dlmf.nist.gov/5.11
 */
function gammaRatio(a: number): number {
  let factor = 1;
  let above = a;
  while (above < 20) {
    factor *= above / (above + 0.5);
    above++;
  }
  const inverse = 1 / (above * above);
  const exponent =
    (-1 / 8 +
      inverse * (1 / 192 + inverse * (-1 / 640 + inverse * (17 / 14_336 - (inverse * 31) / 18_432)))) /
    above;
  return factor * Math.sqrt(above) * Math.exp(exponent);
}

/**
 * P(T ≥ t) of Student's distribution, by the incomplete beta function I_x(df / 2, 1 / 2) at x = df / (df + t²).
 * @param degrees of freedom, above 0
 */
export function studentTail(t: number, degrees: number): number {
  if (t < 0) return 1 - studentTail(-t, degrees);
  if (t === 0) return 0.5;
  const a = degrees / 2;
  const share = (t * t) / (degrees + t * t);
  const front =
    (Math.exp(-a * Math.log1p((t * t) / degrees)) * Math.sqrt(share) * gammaRatio(a)) / Math.sqrt(Math.PI);
  const x = 1 - share;
  // Each form converges quickly on its side of the mean of the beta distribution.
  if (x < (a + 1) / (a + 2.5)) return (front * betaFraction(x, a, 0.5)) / a / 2;
  return 0.5 - front * betaFraction(share, 0.5, a);
}
