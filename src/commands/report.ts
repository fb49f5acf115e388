import { resolve } from 'node:path';
import { Flags } from '@oclif/core';
import { HiveCommand } from '../base-command.ts';
import { timeFlag } from '../flags.ts';
import type { ReportFormat, ReportWriters } from '../lib/app/report/write-report.ts';
import type { NothingToReport, ReportOutput } from '../lib/app/schemas/report.ts';

/** Lines of a file are as wide as those of a usual screen, whatever this one is. */
const FILE_WIDTH = 80;

export default class Report extends HiveCommand<typeof Report> {
  static override readonly schemaName = 'report';
  static override summary = 'Report a day or a week: profit, reasons, costs, and live against a replay.';
  static override description =
    'Says what the account, chance and cash made, what was traded and why, what was not, what it cost, and what ran ' +
    'and what did not. The same code then plays the same moments again on the bars known now, and the difference to ' +
    'live is split into data, missed fills, other orders, timing, price and fee, to the cent. Days and weeks are of UTC.';
  static override examples = [
    { description: 'The last day that is over', command: '<%= config.bin %> report --daily' },
    {
      description: 'The week of a day, as a page',
      command: '<%= config.bin %> report --weekly --date 2026-11-25 --output week.html',
    },
    {
      description: 'For cron: both files into logs/reports',
      command: '<%= config.bin %> report --daily --write --quiet',
    },
    {
      description: 'Where live and replay differ',
      command: '<%= config.bin %> report --daily --json | jq .data.drift.parts',
    },
  ];
  static override flags = {
    daily: Flags.boolean({ exclusive: ['weekly'], summary: 'A UTC day; this is the default.' }),
    weekly: Flags.boolean({ summary: 'A week of UTC days, from Monday on (ISO 8601).' }),
    date: timeFlag({
      helpValue: 'DAY',
      summary: 'A day of the period, instead of the last period that is over.',
    }),
    format: Flags.option({ options: ['markdown', 'html'] as const, default: 'markdown' as const })({
      summary: 'How it is printed; --json prints the data.',
    }),
    write: Flags.boolean({
      exclusive: ['output'],
      summary: 'Write Markdown and HTML to logs/reports in the home, and print their paths.',
    }),
    output: Flags.string({
      helpValue: 'FILE',
      summary: 'Write one file; its ending (.md, .html or .json) says how.',
    }),
  };

  /** What a schedule runs writes files; to look at a report is no job. */
  protected override get job() {
    return this.flags.write ? ('report' as const) : null;
  }

  protected override async work() {
    const { formatOf, reportFiles, writeReport } = await import('../lib/app/report/write-report.ts');
    const { daily: _, weekly, date, write, output } = this.flags;
    if (output !== undefined) formatOf(output);
    const app = await this.app();
    const found = await app.report({
      kind: weekly ? 'weekly' : 'daily',
      atMs: date ?? null,
      mayBeNothing: write && date === undefined,
    });
    if ('nothing' in found) return nothingFound(found);
    const named = output === undefined ? [] : [resolve(output)];
    const files = write ? reportFiles(this.paths, found) : named;
    await writeReport(found, files, this.#writers(FILE_WIDTH));
    const written = files.map(file => `Written: ${file}`).join('\n');
    const facts = { period: found.name, profit: found.profit.total, replay: found.drift?.replay ?? null };
    return {
      data: { ...found, files: [...files] },
      text: () => (written === '' ? this.#text(found) : written),
      facts,
    };
  }

  #text(report: ReportOutput): Promise<string> {
    const format: ReportFormat = this.flags.format;
    return this.#writers(this.terminal.width)[format](report);
  }

  #writers(width: number): ReportWriters {
    return {
      markdown: async report => {
        const { reportMarkdown } = await import('../output/report/period/markdown.ts');
        return reportMarkdown(report, { width });
      },
      html: async report => {
        const { reportPage } = await import('../output/report/period/page.ts');
        return reportPage(report, this.config.version);
      },
      json: async report => `${JSON.stringify(report, null, 2)}\n`,
    };
  }
}

const nothingFound = (found: NothingToReport) => ({
  data: { ...found, files: [] },
  text: found.nothing,
  facts: { period: found.name, profit: null, replay: null },
});
