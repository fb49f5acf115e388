export interface DetectorOptions {
  /** Bet sizes λ; a z below -1 / λ of the largest is refused. */
  readonly sizes: readonly number[];
  /** `sr`: Shiryaev-Roberts, sums over all moments the change may have come at; `cusum`: takes the best of them. */
  readonly kind: 'sr' | 'cusum';
}

export interface DetectorState {
  /** Of each size, from 0. */
  readonly levels: readonly number[];
  readonly seen: number;
}

/** For z held within ±SURPRISE_LIMIT, as those of `surprise` are. */
export const RESET_DETECTOR: DetectorOptions = { sizes: [1 / 6, 1 / 12, 1 / 24], kind: 'sr' };
/** Evidence at which a learner starts anew: false alarms come no sooner than after 500 epochs on average. */
export const RESET_THRESHOLD = 500;
const SURPRISE_LIMIT = 6;
/** Below this a forecast counts less: in units of volatility. */
const FORECAST_FLOOR = 0.05;

/** Levels are held here, far above any threshold, so that they stay finite; it only ever lowers them. */
const HIGHEST = 1e300;

export const newDetector = (options: DetectorOptions): DetectorState => ({
  levels: options.sizes.map(() => 0),
  seen: 0,
});

/**
 * One more observation of a detector of the change from "the mean of z is at most 0": Shiryaev-Roberts M becomes
 * (M + 1)(1 + λ z), CUSUM max(M, 1)(1 + λ z). While nothing has changed, the mean time until the evidence first
 * reaches a threshold is at least that threshold, whatever the distribution and dependence of z.
 * @throws RangeError for a z that is not finite or makes a factor negative, which would void that guarantee, and
 * for a state of other sizes; the state is untouched.
 * @see Shin, Ramdas and Rinaldo (2024), E-detectors, New England Journal of Statistics in Data Science 2(2)
 */
export function detect(options: DetectorOptions, state: DetectorState, z: number): DetectorState {
  const { sizes, kind } = options;
  if (!Number.isFinite(z)) throw new RangeError(`The detector cannot take ${z}.`);
  if (state.levels.length !== sizes.length)
    throw new RangeError('The detector is not one of these bet sizes.');
  const levels = state.levels.slice();
  for (let j = 0; j < sizes.length; j++) {
    const factor = 1 + sizes[j]! * z;
    if (factor < 0) throw new RangeError(`${z} is below what a bet of ${sizes[j]} can lose.`);
    const level = levels[j]!;
    levels[j] = Math.min(HIGHEST, (kind === 'sr' ? level + 1 : Math.max(level, 1)) * factor);
  }
  return { levels, seen: state.seen + 1 };
}

/** The evidence for a change: the mean of the levels over the sizes. */
export function evidenceOf({ levels }: DetectorState): number {
  let sum = 0;
  for (let j = 0; j < levels.length; j++) sum += levels[j]!;
  return sum / levels.length;
}

/**
 * What a forecast learner is watched by: -forecast × outcome / (|forecast| + 0.05), within ±6. But for
 * what is cut off there, its mean is at most 0 while outcomes go with the forecast, and above 0 once against it.
 * @param forecast mean the learner expected, in units of volatility
 * @param outcome what came, in the same units
 */
export function surprise(forecast: number, outcome: number): number {
  const agreement = (forecast * outcome) / (Math.abs(forecast) + FORECAST_FLOOR);
  return -Math.max(-SURPRISE_LIMIT, Math.min(SURPRISE_LIMIT, agreement));
}
