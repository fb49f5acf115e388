import { hashKey, mulberry32 } from '../../core/random.ts';
import { accuracy } from '../../performance/accuracy.ts';
import { blockLength } from '../../performance/block-length.ts';
import { brier } from '../../performance/brier.ts';
import { calibrationError } from '../../performance/calibration-error.ts';
import { logLoss } from '../../performance/log-loss.ts';
import { quantile } from '../../performance/quantile.ts';
import { drawStationary } from '../../performance/stationary-bootstrap.ts';
import type { RealForecast } from './forecasts.ts';

const RESAMPLES = 1000;
const CONFIDENT = 0.7;

/** What walk-forward forecasts are worth, as shares. Null where there are too few to tell. */
export interface ForecastScore {
  readonly forecasts: number;
  readonly accuracy: number | null;
  /** Middle 95 % of a block bootstrap. */
  readonly accuracyInterval: readonly [number, number] | null;
  /** Of always saying what training saw more often, of the last outcome again, and of a rise every time. */
  readonly majority: number | null;
  readonly persistence: number | null;
  readonly alwaysUp: number | null;
  readonly brier: number | null;
  readonly climatologyBrier: number | null;
  readonly logLoss: number | null;
  readonly climatologyLogLoss: number | null;
  readonly calibrationError: number | null;
  readonly confident: number;
  readonly confidentHits: number;
}

export function forecastScore(forecasts: readonly RealForecast[], seed: number): ForecastScore {
  const said = forecasts.map(({ probability }) => probability);
  const usual = forecasts.map(({ climatology }) => climatology);
  const outcomes = forecasts.map(({ outcome }) => outcome);
  const right = said.map((p, i) => (p > 0.5 === (outcomes[i] === 1) ? 1 : 0));
  const sure = right.filter((_, i) => Math.max(said[i]!, 1 - said[i]!) > CONFIDENT);
  return {
    forecasts: forecasts.length,
    accuracy: accuracy(said, outcomes),
    accuracyInterval: bootstrapMean(right, seed),
    majority: accuracy(usual, outcomes),
    persistence: accuracy(outcomes.slice(0, -1), outcomes.slice(1)),
    alwaysUp: accuracy(
      outcomes.map(() => 1),
      outcomes,
    ),
    brier: brier(said, outcomes),
    climatologyBrier: brier(usual, outcomes),
    logLoss: logLoss(said, outcomes),
    climatologyLogLoss: logLoss(usual, outcomes),
    calibrationError: calibrationError(said, outcomes),
    confident: sure.length,
    confidentHits: sure.filter(hit => hit === 1).length,
  };
}

/** Middle 95 % of the mean over resamples of blocks as long as the values hang together. */
function bootstrapMean(values: readonly number[], seed: number): readonly [number, number] | null {
  if (values.length < 10) return null;
  const random = mulberry32(hashKey(seed, 21));
  const restart = 1 / Math.max(1, blockLength(values));
  const indexes = new Int32Array(values.length);
  const means = Float64Array.from({ length: RESAMPLES }, () => {
    drawStationary(indexes, restart, random);
    let sum = 0;
    for (let i = 0; i < indexes.length; i++) sum += values[indexes[i]!]!;
    return sum / indexes.length;
  }).sort();
  return [quantile(means, 0.025)!, quantile(means, 0.975)!];
}
