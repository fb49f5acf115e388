interface Autocovariances {
  readonly covariance: Float64Array;
  readonly correlation: Float64Array;
}

/** Of lags 0 to `lags`. The covariance is over n; the correlation is of the two overlapping parts. */
function autocovariances(values: ArrayLike<number>, lags: number): Autocovariances {
  const n = values.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i]!;
  const deviations = Float64Array.from(values, value => value - sum / n);
  const covariance = new Float64Array(lags + 1);
  const correlation = new Float64Array(lags + 1);
  for (let lag = 0; lag <= lags; lag++) {
    let cross = 0;
    for (let i = lag; i < n; i++) cross += deviations[i]! * deviations[i - lag]!;
    let head = 0;
    let tail = 0;
    // Without the outermost value on either side: the form of the reference implementation (arch).
    for (let i = lag + 1; i < n; i++) {
      head += deviations[i - lag - 1]! ** 2;
      tail += deviations[i]! ** 2;
    }
    covariance[lag] = cross / n;
    correlation[lag] = Math.abs(cross) / Math.sqrt(head * tail);
  }
  return { covariance, correlation };
}

/** First lag after which `run` autocorrelations in a row are within noise; null when there is none. */
function lastCorrelatedLag(correlation: Float64Array, run: number, noise: number): number | null {
  let quiet = 0;
  for (let lag = 0; lag < correlation.length - 1; lag++) {
    quiet = correlation[lag]! < noise ? quiet + 1 : 0;
    if (quiet === run) return lag + 1 - run;
  }
  return null;
}

/** 1 up to half of the window, then falling to 0 at its end. */
const flatTop = (share: number): number => (share <= 0.5 ? 1 : 2 * (1 - share));

/** How blocks are drawn: of geometric lengths, or all of one length round the end. */
export type BlockBootstrap = 'stationary' | 'circular';

/** Blocks of one length estimate the variance with 2/3 of the noise, so that they may be longer. */
const EFFICIENCY: Readonly<Record<BlockBootstrap, number>> = { stationary: 1, circular: 3 / 2 };

/**
 * Mean block length of the stationary bootstrap by the rule of Politis and White, with the correction of Patton:
 * (G² / σ⁴)^(1/3) n^(1/3), for the circular bootstrap (3/2 G² / σ⁴)^(1/3) n^(1/3), with G and σ² from autocovariances up to twice the last lag that is not noise. At least 1
 * (independent draws), at most min(3√n, n/3). 1 below ten values and for values that do not vary.
 * @see Politis and White (2004), Econometric Reviews 23(1); Patton, Politis and White (2009), 28(4)
 */
export function blockLength(values: ArrayLike<number>, kind: BlockBootstrap = 'stationary'): number {
  const n = values.length;
  if (n < 10) return 1;
  const run = Math.max(5, Math.floor(Math.log10(n)));
  const lags = Math.min(Math.ceil(Math.sqrt(n)) + run, n - 2);
  const { covariance, correlation } = autocovariances(values, lags);
  if (!(covariance[0]! > 0)) return 1;
  const found = lastCorrelatedLag(correlation, run, 2 * Math.sqrt(Math.log10(n) / n));
  const window = found === null ? lags : Math.min(2 * Math.max(found, 1), lags);
  let slope = 0;
  let spectrum = covariance[0]!;
  for (let lag = 1; lag <= window; lag++) {
    const weighted = 2 * flatTop(lag / window) * covariance[lag]!;
    slope += lag * weighted;
    spectrum += weighted;
  }
  if (spectrum === 0) return 1;
  const length = Math.cbrt(EFFICIENCY[kind] * (slope / spectrum) ** 2 * n);
  return Math.max(1, Math.min(length, Math.ceil(Math.min(3 * Math.sqrt(n), n / 3))));
}
