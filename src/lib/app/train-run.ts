import type { Adapters } from './adapters.ts';
import { makeStateFolder } from './private-folders.ts';
import type { CycleStep } from './train/cycle-steps.ts';
import type { ProgressNoteWriter } from './train/progress-note.ts';
import { type CycleOptions, type CycleReport, trainCycle } from './train/train-cycle.ts';
import { startProgressNote } from './train/training-progress.ts';
import { withLock } from './with-lock.ts';

/** One training cycle under its own lock. */
export async function runTrainCycle(adapters: Adapters, options: CycleOptions): Promise<CycleReport> {
  const { assertFreeSpace } = await import('../store/files/free-space.ts');
  const { cleanTemps } = await import('../store/files/atomic-write.ts');
  const { StateNoteFile } = await import('../store/files/state-note.ts');
  const { paths, config, clock } = adapters;
  makeStateFolder(paths);
  assertFreeSpace(paths.state);
  return withLock(paths.trainLock, 'training cycle', async () => {
    for (const folder of [paths.models, paths.state]) cleanTemps(folder);
    const ports = {
      config,
      clock,
      store: await adapters.store(),
      feeds: await adapters.feeds(),
      learner: await adapters.learner(),
      models: await adapters.models(),
      current: await adapters.currentModels(),
      trainings: new StateNoteFile(paths.trainings),
    };
    const note = await startProgressNote(paths);
    try {
      return await trainCycle(ports, { ...options, onProgress: telling(note, options) });
    } finally {
      note.end();
    }
  });
}

const telling =
  (note: ProgressNoteWriter, { onProgress }: CycleOptions) =>
  (step: CycleStep) => {
    note.say(step);
    onProgress?.(step);
  };
