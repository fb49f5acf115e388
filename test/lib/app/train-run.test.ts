import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { trainingProgress } from '../../../src/lib/app/queries/training-progress.ts';
import { systemClock } from '../../../src/lib/app/system-clock.ts';
import { ProgressNoteWriter } from '../../../src/lib/app/train/progress-note.ts';
import { StateNoteFile } from '../../../src/lib/store/files/state-note.ts';
import { tempHome } from '../../support/cli.ts';
import { QueryDesk } from '../../support/query-home.ts';

describe('a training run', () => {
  let desk: QueryDesk;
  beforeEach(() => {
    desk = new QueryDesk(tempHome());
  });
  afterEach(() => desk.close());

  it('has a note while it runs, and leaves nothing behind', async () => {
    const noted: unknown[] = [];
    await desk.app.trainCycle({
      forceTrain: true,
      onProgress: () => noted.push(new StateNoteFile(desk.paths.trainingNote).read()),
    });
    const [first] = noted as { pid: number; step: string; total: number }[];
    assert.deepEqual([first?.pid, first?.step], [process.pid, 'Starting']);
    assert.ok(noted.every(note => note !== undefined));
    assert.equal(existsSync(desk.paths.trainingNote), false);
    assert.equal(await desk.ask(trainingProgress), null);
  });

  it('leaves nothing behind when it fails either', async () => {
    const failing = desk.app.trainCycle({
      forceTrain: true,
      onProgress: () => {
        throw new Error('stop');
      },
    });
    await assert.rejects(failing, /stop/);
    assert.equal(existsSync(desk.paths.trainingNote), false);
  });

  it('goes through where its progress cannot be written', async () => {
    mkdirSync(desk.paths.trainingNote, { recursive: true });
    const { trained } = await desk.app.trainCycle({ forceTrain: true });
    assert.deepEqual(
      trained?.map(({ refused }) => refused),
      [null, null],
    );
  });
});

describe('the progress of a training', () => {
  const desk = new QueryDesk(tempHome());
  after(() => desk.close());
  const noteOf = (pid: number) =>
    new ProgressNoteWriter({ file: new StateNoteFile(desk.paths.trainingNote), clock: systemClock, pid });

  it('is that of the process that runs', async () => {
    noteOf(process.pid);
    const progress = await desk.ask(trainingProgress);
    assert.deepEqual([progress?.step, progress?.done, progress?.leftMs], ['Starting', 0, null]);
  });

  it('is none when that process was killed', async () => {
    noteOf(spawnSync(process.execPath, ['--version']).pid);
    assert.equal(await desk.ask(trainingProgress), null);
  });
});
