import { Args, Flags } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';
import { timeFlag } from '../../flags.ts';
import type { ImportReport } from '../../lib/app/data-import.ts';
import { intervalNames } from '../../lib/core/interval.ts';

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
    timezone: Flags.string({
      helpValue: 'ZONE',
      summary: 'Zone of times that carry none: America/New_York.',
    }),
    'date-order': Flags.string({ options: ['dmy', 'mdy'], summary: 'How to read dates such as 3/1/2017.' }),
    labels: Flags.string({
      options: ['start', 'end'],
      summary: 'What the times mark: start (default) or end.',
    }),
    column: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'NAME=HEADER',
      summary: 'Column of time, open, high, low, close or volume, where its header does not tell.',
    }),
    columns: Flags.string({
      helpValue: 'LIST',
      summary: 'Columns of a file without header: time,open,high,low,close,volume.',
    }),
    where: Flags.string({
      helpValue: 'HEADER=VALUE',
      summary: 'Only these rows, in a file of several symbols.',
    }),
    'on-conflict': Flags.string({
      options: ['first', 'last'],
      summary: 'Which of two unequal rows of one time to keep.',
    }),
    'downloaded-at': timeFlag({ summary: 'When the file was downloaded: bars still open then are dropped.' }),
    'keep-forming': Flags.boolean({ summary: 'Keep bars that had not closed.' }),
    'keep-last': Flags.boolean({ summary: 'Keep the newest row of a daily crypto export of Yahoo.' }),
    adjusted: Flags.boolean({ summary: 'Scale prices by the adjusted close.' }),
    'volume-unit': Flags.string({
      options: ['base', 'quote'],
      summary: 'What volumes count: coins or shares (base), or dollars (quote).',
    }),
    'max-bad': Flags.string({
      helpValue: 'PERCENT',
      summary: 'Share of defective rows to drop at most; 1 unless told.',
    }),
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
