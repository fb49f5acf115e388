import { ASSET_CLASSES, type AssetClass } from '../../core/instrument.ts';
import { FEATURE_SET } from '../../features/feature-set.ts';
import type { Evaluation } from '../../learning/evaluation.ts';
import { isMatured } from '../../learning/sample.ts';
import { type TrainOptions, trainClass } from '../../learning/train.ts';
import { instruments, labelSpec, sampleScope } from '../settings.ts';
import type { TrainPorts } from './ports.ts';
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
}

/** Trains, evaluates and writes one model for each asset class that has instruments. */
export function trainClasses(ports: TrainPorts): ClassTraining[] {
  const used = new Set(instruments(ports.config).map(({ assetClass }) => assetClass));
  return ASSET_CLASSES.filter(assetClass => used.has(assetClass)).map(assetClass =>
    trainOne(ports, assetClass),
  );
}

function trainOne(ports: TrainPorts, assetClass: AssetClass): ClassTraining {
  const { config, store, models } = ports;
  const { window, evaluation, keepModels } = config.learning;
  const symbols = instruments(config).filter(instrument => instrument.assetClass === assetClass).length;
  const { horizon } = labelSpec(config, assetClass);
  const limit = window + (evaluation.folds * evaluation.stepBars + horizon) * symbols;
  const samples = store.samples
    .newestMatured(sampleScope(config, assetClass), assetClass, limit)
    .filter(isMatured);
  const result = trainClass(samples, trainOptions(ports, assetClass));
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
  // Before the model is there to be used: a try that is lost would make later ones look better than they are.
  store.tries.add([trainingTry(ports, { document, samples })]);
  models.write(document.name, document);
  models.makeCurrent(assetClass, document.name);
  models.prune(assetClass, keepModels);
  return {
    assetClass,
    model: document.name,
    refused: null,
    rows: document.rows,
    evaluation: document.evaluation,
    breakEven: document.breakEven?.pStar ?? null,
  };
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
