import type { HomePaths } from '../home.ts';
import { systemClock } from '../system-clock.ts';
import { ProgressNoteWriter, progressFrom, type TrainingProgress } from './progress-note.ts';

type NotePath = Pick<HomePaths, 'trainingNote'>;

/** Begins to tell how far the training of this process is. The state folder is there. */
export async function startProgressNote(paths: NotePath): Promise<ProgressNoteWriter> {
  return new ProgressNoteWriter({ file: await noteFile(paths), clock: systemClock, pid: process.pid });
}

/** The training that runs in this home, by the clock of this machine; null when none does. */
export async function trainingProgress(paths: NotePath): Promise<TrainingProgress | null> {
  const noted = (await noteFile(paths)).read();
  return progressFrom(noted, { nowMs: systemClock.now(), isAlive });
}

async function noteFile({ trainingNote }: NotePath) {
  const { StateNoteFile } = await import('../../store/files/state-note.ts');
  return new StateNoteFile(trainingNote);
}

/** Signal 0 only asks; a process of another user may not be asked, but is there. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
