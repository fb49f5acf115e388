import { HiveError } from '../core/errors.ts';
import { ASSET_CLASSES, type AssetClass } from '../core/instrument.ts';
import type { Evaluation } from '../learning/evaluation.ts';
import type { LoadedModel } from '../learning/loaded-model.ts';
import type { ModelFile, ModelStore } from '../store/ports.ts';
import { nameInUse, type ParseModel } from './current-model.ts';
import type { Reading } from './reading.ts';

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
  /** Name of the expert that it is; null for a class's own model. */
  readonly variant: string | null;
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

type ModelReading = Pick<Reading, 'models' | 'parser'>;

/**
 * All model files, newest first; one that cannot be used is listed with the reason.
 * @throws HiveError (data or config) where it cannot be told which of them are in use.
 */
export async function listModels(home: ModelReading): Promise<ModelSummary[]> {
  const models = await home.models();
  const current = new Set(ASSET_CLASSES.map(assetClass => nameInUse(models, assetClass)));
  return (await modelFiles(home)).map(file => ({ ...file, current: current.has(file.name) }));
}

/** The same, whatever the pointer to those in use says. */
export async function modelFiles(home: ModelReading): Promise<Omit<ModelSummary, 'current'>[]> {
  const [models, details] = await Promise.all([home.models(), detailsOf(home)]);
  return models
    .list()
    .map(file => ({ name: file.name, bytes: file.bytes, ...detailOrTrouble(details, file) }));
}

/** One model. @throws HiveError (data, MODEL_MISSING or MODEL_INVALID). */
export async function showModel(home: ModelReading, name: string): Promise<ModelSummary> {
  const [models, details] = await Promise.all([home.models(), detailsOf(home)]);
  const file = models.list().find(entry => entry.name === name) ?? { name, bytes: 0, writtenMs: 0 };
  const detail = details.of(file);
  const current = nameInUse(models, detail.assetClass) === name;
  return { name, bytes: file.bytes, current, detail, trouble: null };
}

function detailOrTrouble(details: ModelDetails, file: ModelFile): Pick<ModelSummary, 'detail' | 'trouble'> {
  try {
    return { detail: details.of(file), trouble: null };
  } catch (error) {
    if (error instanceof HiveError) return { detail: null, trouble: error.message };
    throw error;
  }
}

/** What is in model files; each is read once as long as it stays the same file. */
class ModelDetails {
  readonly #models: ModelStore;
  readonly #parse: ParseModel;
  readonly #known = new Map<string, { readonly file: ModelFile; readonly detail: ModelDetail }>();

  constructor(models: ModelStore, parse: ParseModel) {
    this.#models = models;
    this.#parse = parse;
  }

  /** @throws HiveError (data, MODEL_MISSING or MODEL_INVALID). */
  of(file: ModelFile): ModelDetail {
    const known = this.#known.get(file.name);
    if (known && known.file.bytes === file.bytes && known.file.writtenMs === file.writtenMs)
      return known.detail;
    const detail = detailOf(this.#parse(this.#models.read(file.name)));
    this.#known.set(file.name, { file, detail });
    return detail;
  }

  /** Lets go of those whose files are gone. */
  keep(names: ReadonlySet<string>): void {
    for (const name of this.#known.keys()) if (!names.has(name)) this.#known.delete(name);
  }
}

/** Parsing a model takes milliseconds and there are dozens of them: a server asks for them all day. */
const detailsOfStores = new WeakMap<ModelStore, ModelDetails>();

async function detailsOf(home: ModelReading): Promise<ModelDetails> {
  const [models, parse] = await Promise.all([home.models(), home.parser()]);
  const details = detailsOfStores.get(models) ?? new ModelDetails(models, parse);
  detailsOfStores.set(models, details);
  details.keep(new Set(models.list().map(({ name }) => name)));
  return details;
}

function detailOf({ document }: LoadedModel): ModelDetail {
  const { featureSet, importance, calibrator } = document;
  const shares = featureSet.names.map((feature, f) => ({ feature, share: importance[f] ?? 0 }));
  return {
    assetClass: document.assetClass,
    variant: document.variant ?? null,
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
