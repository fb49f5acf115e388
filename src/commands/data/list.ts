import { Args } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';
import type { StoredSeries } from '../../lib/app/data-list.ts';

const WAYS_OUT =
  'Fetch what is configured: hive data fetch\nImport a file: hive data import FILE --symbol SYM';

const minute = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')}Z`;

function fetchedLine({ symbol, interval, fetched }: StoredSeries): string[] {
  if (!fetched) return [];
  const { rows, vendor, lastAt, prices } = fetched;
  return [
    `${symbol} ${interval}: ${rows} bars fetched from ${vendor}, last at ${minute(lastAt)}, prices ${prices}.`,
  ];
}

export default class DataList extends HiveCommand<typeof DataList> {
  static override readonly schemaName = 'data-list';
  static override summary = 'List the stored bars: symbol, interval, source and range.';
  static override description =
    'Bars of different sources never mix: simulated ones are made by HIVE, csv ones were imported.';
  static override examples = [
    { description: 'Everything that is stored', command: '<%= config.bin %> data list' },
    { description: 'One symbol', command: '<%= config.bin %> data list BTC-USD' },
    { description: 'For a script', command: '<%= config.bin %> data list --json' },
  ];
  static override args = {
    symbol: Args.string({ description: 'Only this symbol.' }),
  };

  protected override async work() {
    const app = await this.app();
    const series = await app.dataList(this.args.symbol);
    return { data: { series }, text: () => this.#text(series) };
  }

  async #text(series: readonly StoredSeries[]): Promise<string> {
    const { symbol } = this.args;
    if (series.length === 0) return `No bars${symbol ? ` of ${symbol}` : ''} are stored.\n${WAYS_OUT}`;
    const { table } = await import('../../output/table.ts');
    const columns = [
      { header: 'Symbol', priority: 1, minWidth: 7 },
      { header: 'Bars', priority: 1, minWidth: 4 },
      { header: 'Source', priority: 1, minWidth: 6 },
      { header: 'Rows', priority: 1, minWidth: 6, align: 'right' as const },
      { header: 'From', priority: 1, minWidth: 17 },
      { header: 'To', priority: 1, minWidth: 17 },
      { header: 'Origin', priority: 2, minWidth: 10 },
    ];
    const rows = series.map(entry => [
      entry.symbol,
      entry.interval,
      entry.source,
      String(entry.rows),
      minute(entry.from),
      minute(entry.to),
      entry.origin,
    ]);
    const fetched = series.flatMap(fetchedLine).join('\n');
    return [table(columns, rows, this.terminal), fetched].filter(part => part !== '').join('\n\n');
  }
}
