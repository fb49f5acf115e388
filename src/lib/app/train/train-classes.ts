import type { Config } from '../../config/schema.ts';
import type { AssetClass } from '../../core/instrument.ts';
import { FEATURE_SET } from '../../features/feature-set.ts';
import type { Evaluation } from '../../learning/evaluation.ts';
import type { LearningState } from '../../learning/feedback/learning-state.ts';
import { isMatured } from '../../learning/sample.ts';
import { type TrainOptions, trainClass } from '../../learning/train.ts';
import { variants } from '../learn/variants.ts';
import { instruments, labelSpec, sampleScope, usedClasses } from '../settings.ts';
import { CycleSteps } from './cycle-steps.ts';
import type { TrainPorts } from './ports.ts';
import { noteTraining, sameTraining, trainingInputs } from './same-training.ts';
import { trainVariants, type VariantTraining } from './train-variants.ts';
import { trainingTry } from './training-try.ts';

export interface ClassTraining {
  readonly assetClass: AssetClass;
  /** Name of the new model; null when training was refused. */
  readonly model: string | null;
  readonly refused: string | null;
  readonly rows: number;
  readonly evaluation: Evaluation | null;
  /** Probability of paying at which a bet of this class breaks even. */
  readonly breakEven: number | null;
  /** The experts beside it. */
  readonly experts: readonly VariantTraining[];
}

/** Steps of `trainClasses`: for each class its model, the folds of its evaluation, the cross-validation, the experts. */
export const trainingSteps = (config: Config): number =>
  usedClasses(config).reduce((sum, assetClass) => sum + classSteps(config, assetClass), 0);

const classSteps = (config: Config, assetClass: AssetClass): number =>
  config.learning.evaluation.folds + 2 + (hasExperts(config, assetClass) ? 1 : 0);

const hasExperts = (config: Config, assetClass: AssetClass): boolean =>
  variants(config, assetClass).length > 0;

const silentSteps = ({ config }: TrainPorts) => new CycleSteps(trainingSteps(config), () => {});

/** Trains, evaluates and writes one model for each asset class that has instruments. */
export function trainClasses(
  ports: TrainPorts,
  learning: LearningState | null = null,
  steps = silentSteps(ports),
): ClassTraining[] {
  let begun = steps.begun;
  return usedClasses(ports.config).map(assetClass => {
    const trained = trainOne(ports, assetClass, step => steps.begin(`Training ${assetClass}: ${step}`));
    begun += classSteps(ports.config, assetClass);
    const hasMore = hasExperts(ports.config, assetClass);
    steps.skipTo(hasMore ? begun - 1 : begun);
    if (hasMore) steps.begin(`Training ${assetClass}: experts`);
    return { ...trained, experts: trainVariants(ports, assetClass, learning) };
  });
}

function trainOne(
  ports: TrainPorts,
  assetClass: AssetClass,
  onStep: (step: string) => void,
): Omit<ClassTraining, 'experts'> {
  const { config, store, models } = ports;
  const { window, evaluation, keepModels } = config.learning;
  const symbols = instruments(config).filter(instrument => instrument.assetClass === assetClass).length;
  const { horizon } = labelSpec(config, assetClass);
  const limit = window + (evaluation.folds * evaluation.stepBars + horizon) * symbols;
  const samples = store.samples
    .newestMatured(sampleScope(config, assetClass), assetClass, limit)
    .filter(isMatured);
  const options = trainOptions(ports, assetClass);
  const inputs = trainingInputs(samples, options);
  const same = sameTraining(ports, assetClass, inputs);
  const result = same ? { trained: same } : trainClass(samples, { ...options, onStep });
  if ('refused' in result) {
    return {
      assetClass,
      model: null,
      refused: result.refused.message,
      rows: samples.length,
      evaluation: null,
      breakEven: null,
    };
  }
  const { document } = result.trained;
  const trained = {
    assetClass,
    model: document.name,
    refused: null,
    rows: document.rows,
    evaluation: document.evaluation,
    breakEven: document.breakEven?.pStar ?? null,
  };
  if (same) return trained;
  // Before the model is there to be used: a try that is lost would make later ones look better than they are.
  store.tries.add([trainingTry(ports, { document, samples })]);
  models.write(document.name, document);
  models.makeCurrent(assetClass, document.name);
  models.prune(assetClass, keepModels);
  noteTraining(ports, assetClass, { inputs, model: document.name });
  return trained;
}

function trainOptions({ config, learner }: TrainPorts, assetClass: AssetClass): TrainOptions {
  const { learning, seed } = config;
  const scope = sampleScope(config, assetClass);
  const label = labelSpec(config, assetClass);
  return {
    assetClass,
    learner,
    settings: learning.forest,
    window: learning.window,
    ...learning.evaluation,
    seed,
    source: scope.source,
    interval: scope.interval,
    labelSet: scope.labelSet,
    featureSet: FEATURE_SET,
    horizon: label.horizon,
    cost: label.cost,
    evenIfItCannotPay: learning.evenIfItCannotPay,
  };
}
