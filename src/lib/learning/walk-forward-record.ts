import { accuracy } from '../performance/accuracy.ts';
import { logLoss } from '../performance/log-loss.ts';
import { wilsonInterval } from '../performance/wilson-interval.ts';
import { effectiveSize } from './effective-size.ts';
import type { MaturedSample } from './sample.ts';
import { sampleReader } from './sample-pool.ts';
import type { WalkForwardForecast } from './walk-forward-forecast.ts';

/** What one training, or the model that went on in its place, said until the next. */
export interface FoldRecord {
  /** First and last moment that was predicted, or was to be, UTC epoch milliseconds. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Newest sample of the model that spoke (of the window that was refused, when none did), and its rows. */
  readonly trainedToMs: number;
  readonly trainedRows: number;
  /** Predictions whose outcome is known. */
  readonly n: number;
  readonly accuracy: number | null;
  readonly logLoss: number | null;
  /** Why nothing was trained; the model before went on, if there was one. */
  readonly refused: string | null;
}

/** Out-of-sample record of a walk-forward. Shares are fractions, log losses nats a prediction. */
export interface WalkForwardRecord {
  /** Trainings that were not refused. */
  readonly trainings: number;
  readonly n: number;
  readonly accuracy: number | null;
  /** 95 % Wilson score interval, with the effective number of observations as trials; null without predictions. */
  readonly accuracyInterval95: readonly [number, number] | null;
  /** Accuracy of the likelier class of each training window. */
  readonly majority: number | null;
  readonly logLoss: number | null;
  readonly climatologyLogLoss: number | null;
  readonly folds: readonly FoldRecord[];
}

/** Scores what was said from `firstMs` on, of all asset classes together. */
export function walkForwardRecord(
  forecasts: readonly WalkForwardForecast[],
  firstMs: number,
): WalkForwardRecord {
  const folds = forecasts.flatMap(forecast => foldsOf(forecast, firstMs));
  const scored = folds.flatMap(fold => fold.scored);
  const outcomes = outcomesOf(scored);
  const probabilities = scored.map(({ probability }) => probability);
  const climatology = scored.map(row => row.climatology);
  const hitRate = accuracy(probabilities, outcomes);
  return {
    trainings: folds.filter(({ record }) => record.refused === null).length,
    n: scored.length,
    accuracy: hitRate,
    accuracyInterval95:
      hitRate === null ? null : wilsonInterval(hitRate, effectiveSize(scored.map(({ sample }) => sample))),
    majority: accuracy(climatology, outcomes),
    logLoss: logLoss(probabilities, outcomes),
    climatologyLogLoss: logLoss(climatology, outcomes),
    folds: folds.map(({ record }) => record).sort((a, b) => a.fromMs - b.fromMs),
  };
}

interface Scored {
  readonly sample: MaturedSample;
  readonly probability: number;
  readonly climatology: number;
}

interface Fold {
  readonly record: FoldRecord;
  readonly scored: readonly Scored[];
}

function foldsOf(forecast: WalkForwardForecast, firstMs: number): Fold[] {
  const { pool, trainings, speakers, probability } = forecast;
  const read = sampleReader(pool);
  return trainings.flatMap((training, i) => {
    const rows = span(training.from, training.to).filter(row => pool.atMs[row]! >= firstMs);
    if (rows.length === 0) return [];
    const model = trainings[speakers[i]!];
    const scored = rows
      .filter(row => !Number.isNaN(probability[row]) && pool.knownMs[row]! < Number.POSITIVE_INFINITY)
      .map(row => ({
        sample: read(row),
        probability: probability[row]!,
        climatology: model?.climatology ?? training.climatology,
      }));
    const outcomes = outcomesOf(scored);
    const said = scored.map(row => row.probability);
    const record = {
      fromMs: pool.atMs[rows[0]!]!,
      toMs: pool.atMs[rows.at(-1)!]!,
      trainedToMs: (model ?? training).trainedToMs ?? training.atMs,
      trainedRows: (model ?? training).rows,
      n: scored.length,
      accuracy: accuracy(said, outcomes),
      logLoss: logLoss(said, outcomes),
      refused: training.refused?.message ?? null,
    };
    return [{ record, scored }];
  });
}

const span = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

const outcomesOf = (scored: readonly Scored[]): Uint8Array =>
  Uint8Array.from(scored, ({ sample }) => sample.label.y);
