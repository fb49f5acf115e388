import { Args, Flags } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';
import type { ImportReport } from '../../lib/app/data-import.ts';
import { intervalNames } from '../../lib/core/interval.ts';
import { readingFlags } from '../../reading-flags.ts';

export default class DataImport extends HiveCommand<typeof DataImport> {
  static override readonly schemaName = 'data-import';
  static override summary = 'Import bars from a CSV or JSON file, as its provider wrote it.';
  static override description =
    'Reads exports of Yahoo, yfinance, CryptoDataDownload, Coinbase, Binance and others. What is certain is ' +
    'repaired and counted; what is ambiguous is refused with the flag that settles it. All of the file is ' +
    'stored, or nothing.';
  static override examples = [
    {
      description: 'A daily history',
      command: '<%= config.bin %> data import AAPL.csv --symbol AAPL',
    },
    {
      description: 'Look first, write nothing',
      command: '<%= config.bin %> data import btc.csv --symbol BTC-USD --dry-run',
    },
    {
      description: 'Minutes of a stock, stamped in exchange time',
      command: '<%= config.bin %> data import spy.csv --symbol SPY --timezone America/New_York',
    },
  ];
  static override args = {
    file: Args.string({ required: true, description: 'A CSV or JSON file.' }),
  };
  static override flags = {
    symbol: Flags.string({
      required: true,
      helpValue: 'SYM',
      summary: 'Whose bars they are: BTC-USD, AAPL.',
    }),
    interval: Flags.string({
      helpValue: 'I',
      summary: `Refuse the file unless its bars have this size: ${intervalNames.join(', ')}.`,
    }),
    resample: Flags.string({ helpValue: 'I', summary: 'Store coarser bars, made of the bars of the file.' }),
    ...readingFlags,
    replace: Flags.boolean({ summary: 'Overwrite stored bars that differ.' }),
    'dry-run': Flags.boolean({ summary: 'Report everything, write nothing.' }),
  };

  protected override async work() {
    const { importRequest } = await import('../../lib/app/data-import-request.ts');
    const app = await this.app();
    const { warnings, ...data } = await app.dataImport(importRequest(this.args.file, this.flags));
    return { data, text: () => this.#text(data), warnings };
  }

  async #text(report: Omit<ImportReport, 'warnings'>): Promise<string> {
    const { keyValues } = await import('../../output/key-values.ts');
    const { decimal } = await import('../../output/numbers.ts');
    const whole = (count: number) => decimal(count, 0);
    const summary = keyValues([
      ['File', `${report.file} (${report.format})`],
      ['Bars', `${report.symbol} ${report.interval}, ${report.from} to ${report.to}`],
      ['Rows', `${whole(report.rowsRead)} read, ${whole(report.rowsKept)} kept`],
      [
        report.dryRun ? 'Would store' : 'Stored',
        `${whole(report.inserted)} new, ${whole(report.unchanged)} unchanged, ${whole(report.replaced)} replaced`,
      ],
    ]);
    const findings = await this.#findings(report);
    const assumptions = report.assumptions.map(sentence => `- ${sentence}`).join('\n');
    return [summary, findings, assumptions].filter(part => part !== '').join('\n\n');
  }

  async #findings({ repairs, dropped }: Pick<ImportReport, 'repairs' | 'dropped'>): Promise<string> {
    if (repairs.length + dropped.length === 0) return '';
    const { table } = await import('../../output/table.ts');
    const columns = [
      { header: 'Done', priority: 1, minWidth: 8 },
      { header: 'What', priority: 1, minWidth: 15 },
      { header: 'Rows', priority: 1, minWidth: 5, align: 'right' as const },
      { header: 'First', priority: 2, minWidth: 5, align: 'right' as const },
      { header: 'Example', priority: 3, minWidth: 20 },
    ];
    const rows = [
      ...repairs.map(finding => ['repaired', finding] as const),
      ...dropped.map(finding => ['dropped', finding] as const),
    ].map(([done, { kind, count, firstLine, example }]) => [
      done,
      kind,
      String(count),
      String(firstLine),
      example,
    ]);
    return table(columns, rows, this.terminal);
  }
}
