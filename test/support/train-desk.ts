import { CurrentModels } from '../../src/lib/app/current-model.ts';
import { marketOf } from '../../src/lib/app/settings.ts';
import type { TrainPorts } from '../../src/lib/app/train/ports.ts';
import type { NoteFile } from '../../src/lib/app/train/progress-note.ts';
import { VirtualClock } from '../../src/lib/app/virtual-clock.ts';
import { type Config, configSchema } from '../../src/lib/config/schema.ts';
import { FEATURE_SET } from '../../src/lib/features/feature-set.ts';
import { forestLearner } from '../../src/lib/learning/forest/learner.ts';
import { logisticLearner } from '../../src/lib/learning/logistic/learner.ts';
import { parseModel } from '../../src/lib/learning/model-file.ts';
import { SimulatedMarket } from '../../src/lib/market/simulated/simulated-market.ts';
import { ModelDir } from '../../src/lib/store/files/model-dir.ts';
import { memoryStore } from '../../src/lib/store/memory/store.ts';

/** Little to fetch and to train. */
export const SMALL_CONFIG = configSchema.parse({
  market: { backfillBars: 300, crypto: { symbols: ['BTC/USD'] }, stocks: { symbols: ['AAPL'] } },
  learning: { window: 100, trainEvery: 3, experts: false, evaluation: { folds: 2 }, forest: { trees: 5 } },
});

/** A Tuesday, so that the newest stock bar is fresh. */
export const TRAIN_START = Date.UTC(2026, 8, 22, 0, 5);

export type TrainDesk = TrainPorts & { readonly clock: VirtualClock };

/** What a training cycle needs, over the simulated market and a store in memory; models go to `folder`. */
export function trainDesk(folder: string, config: Config = SMALL_CONFIG): TrainDesk {
  const { seed } = config;
  const provider = new SimulatedMarket({ seed, edge: 'concentrated', spreadBps: { crypto: 8, stock: 4 } });
  const models = new ModelDir(folder);
  const parse = (json: unknown) =>
    parseModel(json, { learners: [forestLearner, logisticLearner], featureSet: FEATURE_SET });
  return {
    config,
    clock: new VirtualClock(TRAIN_START),
    store: memoryStore(),
    feeds: {
      crypto: { source: marketOf(config, 'crypto'), provider },
      stock: { source: marketOf(config, 'stock'), provider },
    },
    learner: forestLearner,
    models,
    current: new CurrentModels(models, parse),
    trainings: memoryNote(),
  };
}

function memoryNote(): NoteFile {
  let value: unknown;
  return {
    read: () => value,
    write: written => {
      value = written;
    },
    clear: () => {
      value = undefined;
    },
  };
}
