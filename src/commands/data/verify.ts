import { Args } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';
import type { SeriesVerdict, VerifyReport } from '../../lib/app/data-verify.ts';
import { EXIT } from '../../lib/core/errors.ts';

export default class DataVerify extends HiveCommand<typeof DataVerify> {
  static override readonly schemaName = 'data-verify';
  static override summary = 'Check the stored bars again: order, duplicates, prices, gaps.';
  static override description =
    'Gaps, closed-market bars and possible splits are told and cost nothing. Bars that no computation may use make the ' +
    'exit code 4.';
  static override examples = [
    { description: 'Check everything', command: '<%= config.bin %> data verify' },
    { description: 'Check one symbol', command: '<%= config.bin %> data verify AAPL' },
    { description: 'For cron: speak only when it fails', command: '<%= config.bin %> data verify --quiet' },
  ];
  static override args = {
    symbol: Args.string({ description: 'Only this symbol.' }),
  };

  protected override async work() {
    const app = await this.app();
    const report = await app.dataVerify(this.args.symbol);
    return {
      data: report,
      text: () => this.#text(report),
      exitCode: report.broken > 0 ? EXIT.data : EXIT.done,
    };
  }

  async #text({ series }: VerifyReport): Promise<string> {
    if (series.length === 0) return 'No bars are stored.';
    const { table } = await import('../../output/table.ts');
    const columns = [
      { header: 'Symbol', priority: 1, minWidth: 7 },
      { header: 'Bars', priority: 1, minWidth: 4 },
      { header: 'Source', priority: 1, minWidth: 6 },
      { header: 'Rows', priority: 1, minWidth: 6, align: 'right' as const },
      { header: 'Absent', priority: 1, minWidth: 6, align: 'right' as const },
      { header: 'Verdict', priority: 1, minWidth: 7 },
    ];
    const rows = series.map(verdict => [
      verdict.symbol,
      verdict.interval,
      verdict.source,
      String(verdict.rows),
      String(verdict.missing),
      verdict.fault === null ? 'sound' : 'BROKEN',
    ]);
    return [table(columns, rows, this.terminal), ...series.flatMap(remarks)].join('\n');
  }
}

const remarks = ({ symbol, interval, fault, notes }: SeriesVerdict): string[] =>
  [...(fault === null ? [] : [fault]), ...notes].map(remark => `${symbol} ${interval}: ${remark}`);
