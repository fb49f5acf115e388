import { backtest, backtests } from './backtests.ts';
import { bars } from './bars.ts';
import type { Endpoint } from './endpoint.ts';
import {
  learningControl,
  learningExperts,
  learningGate,
  learningPolicy,
  learningRegimes,
  learningRewards,
  learningStatus,
} from './learning.ts';
import { predictions } from './predictions.ts';
import { trainingCalibration } from './training-calibration.ts';
import { trainingCycles } from './training-cycles.ts';
import { trainingDrift } from './training-drift.ts';
import { trainingEvaluation } from './training-evaluation.ts';
import { trainingGate } from './training-gate.ts';
import { trainingImportance } from './training-importance.ts';
import { trainingModel, trainingModels } from './training-models.ts';
import { trainingProgress } from './training-progress.ts';
import { trainingSamples } from './training-samples.ts';
import { trainingStatus } from './training-status.ts';

/** What is asked of training, learning, predictions, backtests and bars. */
export const trainingEndpoints: readonly Endpoint[] = [
  trainingStatus,
  trainingCycles,
  trainingSamples,
  trainingModels,
  trainingModel,
  trainingEvaluation,
  trainingCalibration,
  trainingImportance,
  trainingDrift,
  trainingGate,
  trainingProgress,
  predictions,
  backtests,
  backtest,
  bars,
  learningStatus,
  learningControl,
  learningGate,
  learningExperts,
  learningPolicy,
  learningRewards,
  learningRegimes,
];
