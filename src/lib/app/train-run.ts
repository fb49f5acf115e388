import type { Adapters } from './adapters.ts';
import { makeStateFolder } from './private-folders.ts';
import { type CycleOptions, type CycleReport, trainCycle } from './train/train-cycle.ts';
import { withLock } from './with-lock.ts';

/** One training cycle under its own lock. */
export async function runTrainCycle(adapters: Adapters, options: CycleOptions): Promise<CycleReport> {
  const { assertFreeSpace } = await import('../store/files/free-space.ts');
  const { cleanTemps } = await import('../store/files/atomic-write.ts');
  const { paths, config, clock } = adapters;
  makeStateFolder(paths);
  assertFreeSpace(paths.state);
  return withLock(paths.trainLock, 'training cycle', async () => {
    cleanTemps(paths.models);
    const ports = {
      config,
      clock,
      store: await adapters.store(),
      feeds: await adapters.feeds(),
      learner: await adapters.learner(),
      models: await adapters.models(),
      current: await adapters.currentModels(),
    };
    return trainCycle(ports, options);
  });
}
