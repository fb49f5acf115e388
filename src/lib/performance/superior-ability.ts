import { mulberry32 } from '../core/random.ts';
import { blockLength } from './block-length.ts';
import { bootstrapVariance } from './bootstrap-variance.ts';
import { drawStationary } from './stationary-bootstrap.ts';

export interface SuperiorAbilityOptions {
  readonly resamples: number;
  readonly seed: number;
  /** Mean block of the stationary bootstrap; the longest that the rule gives for any of the models when not said. */
  readonly meanBlock?: number;
}

export interface SuperiorAbility {
  /** max(0, largest √n × mean / deviation). */
  readonly statistic: number;
  /** Chance of such a statistic if no model were better than the benchmark. */
  readonly pValue: number;
  /** √ of the bootstrap variance of √n × mean, of each model. */
  readonly deviations: readonly number[];
}

interface Model {
  readonly gains: Float64Array;
  readonly mean: number;
  readonly deviation: number;
  /** What is taken off a resampled mean; 0 for a model that is clearly worse, so that it cannot make the maximum. */
  readonly centre: number;
}

/**
 * Test of superior predictive ability, studentised, with the consistent recentring: is the best of these models
 * better than the benchmark, counting that the best was chosen? Null below ten periods, without models, and when
 * none of them ever differs from the benchmark by a varying amount.
 * @param gains of each model over the benchmark, period by period, all of one length
 * @see Hansen (2005), Journal of Business & Economic Statistics 23(4)
 */
export function superiorAbility(
  gains: readonly Float64Array[],
  options: SuperiorAbilityOptions,
): SuperiorAbility | null {
  const n = gains[0]?.length ?? 0;
  if (n < 10) return null;
  if (gains.some(series => series.length !== n)) throw new RangeError('The models differ in their periods.');
  const meanBlock = options.meanBlock ?? Math.max(...gains.map(series => blockLength(series)));
  const models = gains.map(series => modelOf(series, meanBlock));
  const varying = models.filter(model => model.deviation > 0);
  if (varying.length === 0) return null;
  const best = Math.max(...varying.map(({ mean, deviation }) => mean / deviation));
  const statistic = Math.sqrt(n) * Math.max(0, best);
  return {
    statistic,
    // Where no model gained anything, every resample does at least as well.
    pValue: statistic === 0 ? 1 : shareAbove(varying, statistic, { ...options, meanBlock }),
    deviations: models.map(model => model.deviation),
  };
}

function modelOf(gains: Float64Array, meanBlock: number): Model {
  const n = gains.length;
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / n;
  const squares = gains.reduce((sum, gain) => sum + gain * gain, 0) / n;
  const variance = bootstrapVariance(gains, meanBlock);
  // Below this a variance is what is left of rounding.
  const deviation = variance > 1e-14 * squares ? Math.sqrt(variance) : 0;
  const clearlyWorse = mean < -deviation * Math.sqrt((2 * Math.log(Math.log(n))) / n);
  return { gains, mean, deviation, centre: clearlyWorse ? 0 : mean };
}

function shareAbove(
  models: readonly Model[],
  statistic: number,
  { resamples, seed, meanBlock }: Required<SuperiorAbilityOptions>,
): number {
  const n = models[0]!.gains.length;
  const indexes = new Int32Array(n);
  const random = mulberry32(seed);
  const limit = statistic / Math.sqrt(n);
  let above = 0;
  for (let b = 0; b < resamples; b++) {
    drawStationary(indexes, 1 / meanBlock, random);
    if (models.some(model => resampled(model, indexes) > limit)) above++;
  }
  return above / resamples;
}

function resampled({ gains, centre, deviation }: Model, indexes: Int32Array): number {
  let sum = 0;
  for (let i = 0; i < indexes.length; i++) sum += gains[indexes[i]!]!;
  return (sum / indexes.length - centre) / deviation;
}
