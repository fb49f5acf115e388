import type { LearningStatus } from '../../app/schemas/learning-status.ts';
import type { TrainingCalibration } from '../../app/schemas/training-calibration.ts';
import type { TrainingCycles } from '../../app/schemas/training-cycles.ts';
import type { TrainingDrift } from '../../app/schemas/training-drift.ts';
import type { TrainingEvaluation } from '../../app/schemas/training-evaluation.ts';
import type { TrainingGate } from '../../app/schemas/training-gate.ts';
import type { TrainingImportance } from '../../app/schemas/training-importance.ts';
import type { TrainingSamples } from '../../app/schemas/training-samples.ts';
import type { LiveFeed } from '../shared/state.ts';

/** What the page asks of the API beside the feed. */
export const URLS = {
  cycles: '/api/training/cycles?last=50',
  samples: '/api/training/samples',
  evaluation: '/api/training/evaluation',
  calibration: '/api/training/calibration',
  importance: '/api/training/importance',
  drift: '/api/training/drift',
  gate: '/api/training/gate',
  learning: '/api/learning/status',
} as const;

export type Cycles = TrainingCycles;
export type Cycle = Cycles['cycles'][number];
export type Learning = LearningStatus;
export type Control = NonNullable<Learning['control']>;

type ClassOf<Answer extends { readonly classes: readonly unknown[] }> = Answer['classes'][number];

/** What each answer says of one asset class. */
export type ClassEvaluation = ClassOf<TrainingEvaluation>;
export type ClassCalibration = ClassOf<TrainingCalibration>;
export type ClassSamples = ClassOf<TrainingSamples>;
export type ClassImportance = ClassOf<TrainingImportance>;
export type ClassDrift = ClassOf<TrainingDrift>;
export type ClassGate = ClassOf<TrainingGate>;

export type ClassStatus = LiveFeed['status']['training']['classes'][number];
export type AssetClass = ClassStatus['assetClass'];
export type Evaluation = NonNullable<ClassStatus['evaluation']>;
export type Scored = NonNullable<ClassEvaluation['champion']>;
export type Progress = NonNullable<LiveFeed['training']>;
export type Forecast = LiveFeed['predictions'][number];
