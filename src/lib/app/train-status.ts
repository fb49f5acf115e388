import { isoTime } from '../core/clock.ts';
import type { AssetClass } from '../core/instrument.ts';
import type { Evaluation } from '../learning/evaluation.ts';
import type { Reading } from './reading.ts';
import { sampleScope, usedClasses } from './settings.ts';

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
export async function trainStatus(home: Reading): Promise<TrainStatus> {
  const { config } = home;
  const store = await home.storeToRead();
  const cycles = store.cycles.count();
  const [last] = store.cycles.last(1);
  const classes: ClassStatus[] = [];
  for (const assetClass of usedClasses(config)) classes.push(await classStatus(home, assetClass));
  const { trainEvery } = config.learning;
  return {
    cycles,
    lastCycleAt: last ? isoTime(last.atMs) : null,
    nextTrainingIn: trainEvery - (cycles % trainEvery),
    classes,
  };
}

async function classStatus(home: Reading, assetClass: AssetClass): Promise<ClassStatus> {
  const { config } = home;
  const store = await home.storeToRead();
  const count = store.samples
    .counts(sampleScope(config, assetClass))
    .find(entry => entry.assetClass === assetClass);
  const current = (await home.currentModels()).of(assetClass);
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
