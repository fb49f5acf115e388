import { Args, Flags } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';
import { timeFlag } from '../../flags.ts';
import { parseInterval } from '../../lib/core/interval.ts';

export default class DataExport extends HiveCommand<typeof DataExport> {
  static override readonly schemaName = 'data-export';
  static override summary = 'Write stored bars as CSV or JSON.';
  static override description =
    'Columns are time (ISO, UTC), open, high, low, close, volume. Importing an export gives the same bars.';
  static override examples = [
    {
      description: 'To a file',
      command: '<%= config.bin %> data export BTC-USD --interval 1d --out btc.csv',
    },
    {
      description: 'One month to stdout',
      command: '<%= config.bin %> data export AAPL --interval 1d --from 2017-01-01 --to 2017-02-01',
    },
    {
      description: 'JSON, one bar a line',
      command: '<%= config.bin %> data export ETH-USD --interval 1h --format json',
    },
  ];
  static override args = {
    symbol: Args.string({ required: true, description: 'Whose bars: BTC-USD, AAPL.' }),
  };
  static override flags = {
    interval: Flags.string({ required: true, helpValue: 'I', summary: 'Size of the bars.' }),
    source: Flags.string({ summary: 'Which source, where several are stored.' }),
    format: Flags.string({ options: ['csv', 'json'], default: 'csv', summary: 'csv or json.' }),
    out: Flags.string({ helpValue: 'FILE', summary: 'File to write, instead of stdout.' }),
    from: timeFlag({ summary: 'First open time.' }),
    to: timeFlag({ summary: 'End of the open times, exclusive.' }),
  };

  protected override async work() {
    const { symbol } = this.args;
    const { interval, source, format, out, from, to } = this.flags;
    const app = await this.app();
    const { report, text } = await app.dataExport({
      symbol,
      interval: parseInterval(interval),
      source,
      format: format === 'json' ? 'json' : 'csv',
      fromMs: from,
      toMs: to,
      out,
    });
    const said = `Wrote ${report.rows} bars of ${report.symbol} ${report.interval} to ${report.out}.`;
    return { data: report, text: report.out === null ? text : said };
  }
}
