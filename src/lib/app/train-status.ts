import { isoTime } from '../core/clock.ts';
import { ASSET_CLASSES, type AssetClass } from '../core/instrument.ts';
import type { Evaluation } from '../learning/evaluation.ts';
import type { Adapters } from './adapters.ts';
import { instruments, sampleScope } from './settings.ts';

export interface ClassStatus {
  readonly assetClass: AssetClass;
  readonly samples: number;
  readonly matured: number;
  readonly window: number;
  readonly model: string | null;
  readonly trainedTo: string | null;
  readonly evaluation: Evaluation | null;
  readonly trouble: string | null;
}

export interface TrainStatus {
  readonly cycles: number;
  readonly lastCycleAt: string | null;
  readonly nextTrainingIn: number;
  readonly classes: readonly ClassStatus[];
}

/** Where training stands: cycles, samples and models, a line for each asset class that is configured. */
export async function trainStatus(adapters: Adapters): Promise<TrainStatus> {
  const { config } = adapters;
  const store = await adapters.storeToRead();
  const used = new Set(instruments(config).map(({ assetClass }) => assetClass));
  const cycles = store.cycles.count();
  const [last] = store.cycles.last(1);
  const classes: ClassStatus[] = [];
  for (const assetClass of ASSET_CLASSES.filter(known => used.has(known)))
    classes.push(await classStatus(adapters, assetClass));
  const { trainEvery } = config.learning;
  return {
    cycles,
    lastCycleAt: last ? isoTime(last.atMs) : null,
    nextTrainingIn: trainEvery - (cycles % trainEvery),
    classes,
  };
}

async function classStatus(adapters: Adapters, assetClass: AssetClass): Promise<ClassStatus> {
  const { config } = adapters;
  const store = await adapters.storeToRead();
  const count = store.samples
    .counts(sampleScope(config, assetClass))
    .find(entry => entry.assetClass === assetClass);
  const current = (await adapters.currentModels()).of(assetClass);
  const document = current.kind === 'model' ? current.model.document : null;
  return {
    assetClass,
    samples: count?.total ?? 0,
    matured: count?.matured ?? 0,
    window: config.learning.window,
    model: document?.name ?? null,
    trainedTo: document?.trainedTo ?? null,
    evaluation: document?.evaluation ?? null,
    trouble: current.kind === 'invalid' ? current.error.message : null,
  };
}
