import { HiveError } from '../core/errors.ts';
import { ASSET_CLASSES, type AssetClass } from '../core/instrument.ts';
import type { Evaluation } from '../learning/evaluation.ts';
import type { LoadedModel } from '../learning/loaded-model.ts';
import type { Adapters } from './adapters.ts';

export interface ModelSummary {
  readonly name: string;
  readonly current: boolean;
  readonly bytes: number;
  /** Null when the file cannot be used; `trouble` then says why. */
  readonly detail: ModelDetail | null;
  readonly trouble: string | null;
}

export interface ModelDetail {
  readonly assetClass: AssetClass;
  readonly learner: string;
  readonly rows: number;
  readonly trainedFrom: string;
  readonly trainedTo: string;
  readonly interval: string;
  readonly source: string;
  readonly labelSet: string;
  readonly featureSet: string;
  readonly seed: number;
  readonly hash: string;
  /** Share of each feature in the model's splits, largest first. */
  readonly importance: readonly { readonly feature: string; readonly share: number }[];
  readonly breakEven: {
    readonly pStar: number;
    readonly meanWin: number;
    readonly meanLoss: number;
    readonly cost: number;
  } | null;
  readonly calibration: string;
  readonly evaluation: Evaluation | null;
}

/** All model files, newest first; one that cannot be used is listed with the reason. */
export async function listModels(adapters: Adapters): Promise<ModelSummary[]> {
  const models = await adapters.models();
  const current = new Set(ASSET_CLASSES.map(assetClass => models.currentName(assetClass)));
  const summaries: ModelSummary[] = [];
  for (const { name, bytes } of models.list()) {
    const parsed = await parsedOrTrouble(adapters, name);
    summaries.push({ name, bytes, current: current.has(name), ...parsed });
  }
  return summaries;
}

/** One model. @throws HiveError (data, MODEL_MISSING or MODEL_INVALID). */
export async function showModel(adapters: Adapters, name: string): Promise<ModelSummary> {
  const models = await adapters.models();
  const detail = detailOf((await adapters.parser())(models.read(name)));
  const bytes = models.list().find(entry => entry.name === name)?.bytes ?? 0;
  const current = models.currentName(detail.assetClass) === name;
  return { name, bytes, current, detail, trouble: null };
}

async function parsedOrTrouble(
  adapters: Adapters,
  name: string,
): Promise<Pick<ModelSummary, 'detail' | 'trouble'>> {
  try {
    const models = await adapters.models();
    return { detail: detailOf((await adapters.parser())(models.read(name))), trouble: null };
  } catch (error) {
    if (error instanceof HiveError) return { detail: null, trouble: error.message };
    throw error;
  }
}

function detailOf({ document }: LoadedModel): ModelDetail {
  const { featureSet, importance, calibrator } = document;
  const shares = featureSet.names.map((feature, f) => ({ feature, share: importance[f] ?? 0 }));
  return {
    assetClass: document.assetClass,
    learner: document.learner,
    rows: document.rows,
    trainedFrom: document.trainedFrom,
    trainedTo: document.trainedTo,
    interval: document.interval,
    source: document.source,
    labelSet: document.labelSet,
    featureSet: featureSet.id,
    seed: document.seed,
    hash: document.hash,
    importance: shares.sort((a, b) => b.share - a.share),
    breakEven: document.breakEven,
    calibration: calibrator.kind,
    evaluation: document.evaluation,
  };
}
