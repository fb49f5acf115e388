import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { homePaths } from '../../../../src/lib/app/home.ts';
import { noteBegin, noteEnd, readScheduleNote } from '../../../../src/lib/app/schedule/schedule-note.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const SETTINGS = { tick: '2m', cycle: '3m', daily: '04:10', timeZone: 'UTC' };

describe('the note of what starts the jobs', () => {
  const folder = tempFolder();
  const paths = () => homePaths(folder());
  const begin = (nowMs: number, settings = SETTINGS, by: 'run' | 'cron' = 'run') =>
    noteBegin(paths(), { by, nowMs }, settings);

  it('is none before anything was installed', () => {
    assert.equal(readScheduleNote(paths()), null);
  });

  it('goes on since its beginning where a schedule that was killed is begun anew', () => {
    assert.equal(begin(1_000), 1_000);
    assert.equal(begin(9_000), 1_000);
    assert.equal(readScheduleNote(paths())?.endedMs, undefined);
  });

  it('is not written again then, so that a schedule begins on a full disk', () => {
    begin(1_000);
    const { ino, mtimeMs } = statSync(paths().scheduleNote);
    begin(9_000);
    const after = statSync(paths().scheduleNote);
    assert.deepEqual([after.ino, after.mtimeMs], [ino, mtimeMs]);
  });

  it('begins anew after an end, in another rhythm, and when something else starts the jobs', () => {
    begin(1_000);
    noteEnd(paths(), 2_000);
    assert.equal(readScheduleNote(paths())?.endedMs, 2_000);
    assert.equal(begin(3_000), 3_000);
    assert.equal(begin(4_000, { ...SETTINGS, tick: '5m' }), 4_000);
    assert.equal(begin(5_000, { ...SETTINGS, tick: '5m' }, 'cron'), 5_000);
  });

  it('keeps its first end', () => {
    begin(1_000);
    noteEnd(paths(), 2_000);
    noteEnd(paths(), 3_000);
    assert.equal(readScheduleNote(paths())?.endedMs, 2_000);
  });
});
