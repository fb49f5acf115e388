import { isoTime } from '../../core/clock.ts';
import type { FoldRecord, WalkForwardRecord } from '../../learning/walk-forward-record.ts';
import type { BacktestFold, BacktestResult } from '../schemas/backtest.ts';

/** The record of a learned strategy as results show it. */
export const walkForwardSummary = (
  record: WalkForwardRecord,
): NonNullable<BacktestResult['walk_forward']> => ({
  trainings: record.trainings,
  n: record.n,
  accuracy: record.accuracy,
  accuracy_low: record.accuracyInterval95?.[0] ?? null,
  accuracy_high: record.accuracyInterval95?.[1] ?? null,
  majority: record.majority,
  log_loss: record.logLoss,
  climatology_log_loss: record.climatologyLogLoss,
  folds: record.folds.map(foldSummary),
});

const foldSummary = (fold: FoldRecord): BacktestFold => ({
  from: isoTime(fold.fromMs),
  to: isoTime(fold.toMs),
  trained_to: isoTime(fold.trainedToMs),
  trained_rows: fold.trainedRows,
  n: fold.n,
  accuracy: fold.accuracy,
  log_loss: fold.logLoss,
  refused: fold.refused,
});
