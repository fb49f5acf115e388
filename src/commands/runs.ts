import { Flags } from '@oclif/core';
import { HiveCommand } from '../base-command.ts';
import { durationFlag, timeFlag } from '../flags.ts';
import type { RunsReport } from '../lib/app/runs/runs-report.ts';
import { DAY_MS } from '../lib/core/interval.ts';
import { JOBS, type JobName } from '../lib/core/job.ts';

export default class Runs extends HiveCommand<typeof Runs> {
  static override readonly schemaName = 'runs';
  static override summary = 'Show which scheduled runs there were, which were missed, and why.';
  static override description =
    'What became of each slot in which a job was scheduled: it ran, began late, failed, was cut off, or was ' +
    'missed, and why where that can be known. A slot is missed for good: no tick is ever made up for. Without a ' +
    'schedule (hive schedule install) nothing can be missed, and the runs themselves are shown.';
  static override examples = [
    { description: 'The last 24 hours', command: '<%= config.bin %> runs' },
    {
      description: 'What went wrong with the ticks of a week',
      command: '<%= config.bin %> runs --job tick --last 7d --missed',
    },
    {
      description: 'Each run of a day',
      command: '<%= config.bin %> runs --from 2026-11-25 --to 2026-11-26 --each',
    },
    {
      description: 'How many ticks were missed',
      command: '<%= config.bin %> runs --job tick --json | jq .data.jobs[0].counts.missed',
    },
  ];
  static override flags = {
    job: Flags.string({ options: [...JOBS], helpValue: 'JOB', summary: 'Only this job.' }),
    last: durationFlag({
      exclusive: ['from', 'to'],
      summary: 'How far back to look: 90m, 24h (the default) or 7d.',
    }),
    from: timeFlag({ summary: 'Only slots and runs from this moment on.' }),
    to: timeFlag({ summary: 'Only slots and runs up to this moment, exclusive.' }),
    missed: Flags.boolean({ summary: 'Only those whose work was not done.' }),
    each: Flags.boolean({ summary: 'Each run on a line, instead of slots in a row.' }),
  };

  protected override async work() {
    const app = await this.app();
    const { job = null, last = DAY_MS, from, to, missed } = this.flags;
    const toMs = to ?? app.clock.now() + 1;
    const report = await app.runs({
      job: job as JobName | null,
      fromMs: from ?? toMs - last,
      toMs,
      missed,
    });
    return { data: report, text: () => this.#text(report) };
  }

  async #text(report: RunsReport): Promise<string> {
    const { renderRuns } = await import('../output/render/runs.ts');
    return renderRuns(report, { each: this.flags.each }, await this.screen());
  }
}
