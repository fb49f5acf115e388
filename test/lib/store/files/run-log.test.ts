import assert from 'node:assert/strict';
import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { JobName } from '../../../../src/lib/core/job.ts';
import { RunLog } from '../../../../src/lib/store/files/run-log.ts';
import { modeOf, tempFolder } from '../../../support/temp-folder.ts';

const DAY = Date.UTC(2026, 10, 25);
const DAY_MS = 86_400_000;
const start = (job: JobName, startedMs: number, pid = 1) => ({ job, pid, startedMs, bootMs: 5 });
const done = (endedMs: number) => ({ endedMs, exitCode: 0, code: null });

describe('the log of runs', () => {
  const folder = tempFolder();
  const log = () => new RunLog(join(folder(), 'runs'));
  const file = () => join(folder(), 'runs', '2026-11-25.jsonl');

  it('knows a run from its beginning on, and how it ended', () => {
    const runs = log();
    runs.begin(start('tick', DAY));
    assert.deepEqual(runs.between(DAY, DAY + 1), [{ ...start('tick', DAY), end: null }]);
    const end = { endedMs: DAY + 30, exitCode: 75, code: 'BUSY' };
    runs.end(start('tick', DAY), end);
    assert.deepEqual(runs.between(DAY, DAY + 1), [{ ...start('tick', DAY), end }]);
    assert.equal(modeOf(file()), 0o600);
  });

  it('knows how long the machine had slept, where it was told, and the oldest day that it has', () => {
    const runs = log();
    assert.equal(runs.firstDayMs(), null);
    const asleep = { ...start('tick', DAY + 7), sleptMs: 90_000 };
    runs.begin(asleep);
    runs.end(asleep, done(DAY + 9));
    assert.deepEqual(runs.between(DAY, DAY + 8), [{ ...asleep, end: done(DAY + 9) }]);
    runs.begin(start('tick', DAY - 1));
    assert.equal(runs.firstDayMs(), DAY - DAY_MS);
  });

  it('keeps a run that ends on the next day in the file of the day on which it began', () => {
    const runs = log();
    const late = start('cycle', DAY + DAY_MS - 1);
    runs.begin(late);
    runs.end(late, done(DAY + DAY_MS + 5));
    assert.deepEqual(readdirSync(join(folder(), 'runs')), ['2026-11-25.jsonl']);
    assert.deepEqual(runs.between(DAY, DAY + 2 * DAY_MS), [{ ...late, end: done(DAY + DAY_MS + 5) }]);
  });

  it('tells two processes apart that began in the same millisecond', () => {
    const runs = log();
    for (const pid of [1, 2]) runs.begin(start('tick', DAY, pid));
    runs.end(start('tick', DAY, 2), done(DAY + 3));
    const ends = runs.between(DAY, DAY + 1).map(({ pid, end }) => [pid, end?.endedMs]);
    assert.deepEqual(ends, [
      [1, undefined],
      [2, DAY + 3],
    ]);
  });

  it('passes over what it cannot read, a torn line too, and goes on after it', () => {
    const runs = log();
    runs.begin(start('tick', DAY));
    appendFileSync(file(), '{"job":"tick","pid":1,"sta\nnull\n[]\n{"job":"other","pid":1,"start":1}\n');
    runs.begin(start('tick', DAY + 1));
    assert.equal(runs.between(DAY, DAY + 2).length, 2);
  });

  it('forgets whole days that are over, and nothing else', () => {
    const runs = log();
    for (const days of [0, 1, 2]) runs.begin(start('tick', DAY + days * DAY_MS + 7));
    assert.equal(runs.prune(DAY + 2 * DAY_MS + 1), 2);
    assert.deepEqual(readdirSync(join(folder(), 'runs')), ['2026-11-27.jsonl']);
    assert.equal(new RunLog(join(folder(), 'none')).prune(DAY), 0);
  });

  it('gives the runs of any span, whatever was written in whatever order', () => {
    const offsets = fc.uniqueArray(fc.integer({ min: 0, max: 3 * DAY_MS }), { maxLength: 20 });
    const span = fc.tuple(fc.integer({ min: 0, max: 3 * DAY_MS }), fc.integer({ min: 0, max: 3 * DAY_MS }));
    let n = 0;
    fc.assert(
      fc.property(offsets, span, (starts, [a, b]) => {
        const runs = new RunLog(join(folder(), String(n++)));
        for (const at of starts) runs.begin(start('tick', DAY + at));
        const [from, to] = [DAY + Math.min(a, b), DAY + Math.max(a, b)];
        const wanted = starts.map(at => DAY + at).filter(at => at >= from && at < to);
        assert.deepEqual(
          runs.between(from, to).map(({ startedMs }) => startedMs),
          wanted.sort((x, y) => x - y),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('writes one line of JSON for each beginning and each end', () => {
    const runs = log();
    runs.begin(start('prune', DAY));
    runs.end(start('prune', DAY), done(DAY + 9));
    assert.equal(
      readFileSync(file(), 'utf8'),
      `{"boot":5,"job":"prune","pid":1,"start":${DAY}}\n` +
        `{"code":null,"end":${DAY + 9},"exit":0,"job":"prune","pid":1,"start":${DAY}}\n`,
    );
  });
});
