import assert from 'node:assert/strict';
import { renderRuns } from '../../../src/output/render/runs.ts';
import { runsReport, screen } from '../../support/views.ts';

describe('renderRuns', () => {
  it('sums up each job, then tells slots in a row of which the same is to be said', () => {
    assert.equal(
      renderRuns(runsReport(), { each: false }, screen()),
      [
        'SIMULATED',
        'Period      2026-09-22 00:00Z to 2026-09-22 01:00Z',
        'Started by  cron, since 2026-09-20 00:00Z',
        'tick        every 2 minutes: 30 slots, 17 ran, 1 failed, 12 missed; longest gap',
        '            26m',
        '',
        'Job   From          To            Slots  What',
        '────  ────────────  ────────────  ─────  ────────────────────────────────',
        'tick  09-22 00:00Z  09-22 00:34Z     17  ran',
        'tick  09-22 00:34Z  09-22 00:36Z      1  failed: exit code 5, BROKER_DOWN',
        'tick  09-22 00:36Z  09-22 01:00Z     12  missed, the machine was off',
      ].join('\n'),
    );
  });

  it('tells each run where it is asked to', () => {
    assert.match(
      renderRuns(runsReport(), { each: true }, screen()),
      /\n\nJob +Began +Took +How it ended\n[─ ]+\ntick +09-22 00:32Z +1s +ended well\ntick +09-22 00:34Z +30s +failed: exit code 5, BROKER_DOWN$/,
    );
  });

  it('tells the newest runs where nothing was scheduled, and how to change that', () => {
    const [run] = runsReport().runs;
    const runs = Array.from({ length: 60 }, () => run!);
    const text = renderRuns(runsReport({ scheduled: null, jobs: [], runs }), { each: false }, screen());
    assert.match(text, /^Started by +nothing: no slot can be missed\. To change that: hive schedule/m);
    assert.equal(text.match(/ended well/g)?.length, 40);
    assert.match(text, /The newest 40 of 60 runs; all of them: --each\.$/);
  });

  it('says so when no slot was missed, and when there was no run', () => {
    const jobs = runsReport().jobs.map(job => ({ ...job, spans: [] }));
    assert.match(renderRuns(runsReport({ jobs }), { each: false }, screen()), /No slot was missed\.$/);
    assert.match(renderRuns(runsReport({ jobs: [], runs: [] }), { each: false }, screen()), /No run\.$/);
  });
});
