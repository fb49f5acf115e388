import assert from 'node:assert/strict';
import {
  type NoteFile,
  ProgressNoteWriter,
  progressFrom,
} from '../../../../src/lib/app/train/progress-note.ts';
import { VirtualClock } from '../../../../src/lib/app/virtual-clock.ts';
import { dataError } from '../../../../src/lib/core/errors.ts';
import { StateNoteFile } from '../../../../src/lib/store/files/state-note.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const START = Date.UTC(2026, 8, 22);
const SECOND = 1_000;
const reader = (afterMs: number, alive = true) => ({ nowMs: START + afterMs, isAlive: () => alive });
const step = (done: number) => ({ step: `Step ${done}`, done, total: 10 });

describe('ProgressNoteWriter', () => {
  const folder = tempFolder();

  it('tells at once that a training began, then each step, at most every quarter of a second', () => {
    const file = new StateNoteFile(`${folder()}/training.json`);
    const clock = new VirtualClock(START);
    const note = new ProgressNoteWriter({ file, clock, pid: 77 });
    const seen = () => progressFrom(file.read(), reader(0))?.step;
    assert.equal(seen(), 'Starting');
    clock.advance(249);
    note.say(step(1));
    assert.equal(seen(), 'Starting');
    clock.advance(1);
    note.say(step(2));
    assert.deepEqual(file.read(), {
      ...{ pid: 77, startedAt: '2026-09-22T00:00:00.000Z', step: 'Step 2', done: 2, total: 10 },
      updatedAt: '2026-09-22T00:00:00.250Z',
    });
    note.end();
    assert.equal(file.read(), undefined);
  });

  it('never stops the training, whatever becomes of the file', () => {
    const failing = (): never => {
      throw dataError({ code: 'DISK_FULL', message: 'The disk is full.', next: 'Free some of it.' });
    };
    const file: NoteFile = { read: failing, write: failing, clear: failing };
    const note = new ProgressNoteWriter({ file, clock: new VirtualClock(START), pid: 77 });
    note.say(step(1));
    note.end();
  });
});

describe('progressFrom', () => {
  const noted = {
    ...{ pid: 77, step: 'Training crypto: fold 2 of 5', done: 4, total: 12 },
    startedAt: '2026-09-22T00:00:00.000Z',
    updatedAt: '2026-09-22T00:00:08.000Z',
  };

  it('goes on at the pace so far, and counts down between two writes', () => {
    // Four of twelve steps in 8 s: the other eight take 16 s.
    assert.equal(progressFrom(noted, reader(8 * SECOND))?.leftMs, 16 * SECOND);
    assert.equal(progressFrom(noted, reader(13 * SECOND))?.leftMs, 11 * SECOND);
    assert.equal(progressFrom(noted, reader(60 * SECOND))?.leftMs, 0);
    assert.equal(progressFrom({ ...noted, done: 0 }, reader(9 * SECOND))?.leftMs, null);
  });

  it('is none where the process ended or went silent', () => {
    assert.notEqual(progressFrom(noted, reader(10 * 60 * SECOND)), null);
    assert.equal(progressFrom(noted, reader(8 * SECOND, false)), null);
    assert.equal(progressFrom(noted, reader(8 * SECOND + 10 * 60 * SECOND + 1)), null);
  });

  it('is none where there is no note, or a damaged one', () => {
    for (const broken of [undefined, null, 'x', {}, { ...noted, done: -1 }, { ...noted, pid: 'x' }])
      assert.equal(progressFrom(broken, reader(8 * SECOND)), null);
  });
});
