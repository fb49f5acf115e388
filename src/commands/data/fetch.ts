import { Args, Flags } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';
import { timeFlag } from '../../flags.ts';
import type { FetchReport } from '../../lib/app/data-fetch.ts';
import { intervalNames, parseInterval } from '../../lib/core/interval.ts';

const SOURCES = ['yahoo', 'alpaca', 'simulated'] as const;

export default class DataFetch extends HiveCommand<typeof DataFetch> {
  static override readonly schemaName = 'data-fetch';
  static override summary = 'Fetch bars from where the configuration says, or from a source you name.';
  static override description =
    'Asks only for what is missing: without --from, what came since the newest stored bar. A vendor that ' +
    'refuses is left alone for 15 minutes up to 6 hours; until then the command says so and asks nothing.';
  static override examples = [
    { description: 'Everything that is configured', command: '<%= config.bin %> data fetch' },
    {
      description: 'Two symbols from Yahoo, from a day on',
      command: '<%= config.bin %> data fetch BTC-USD AAPL --source yahoo --from 2020-01-01',
    },
    {
      description: 'Hours, fetched again and corrected',
      command: '<%= config.bin %> data fetch ETH-USD --source yahoo --interval 1h --replace',
    },
    { description: 'For cron', command: '<%= config.bin %> data fetch --quiet' },
  ];
  static override args = {
    symbol: Args.string({ description: 'Only these symbols: BTC-USD, AAPL.', multiple: true }),
  };
  static override flags = {
    source: Flags.option({ options: SOURCES, summary: 'Where from, instead of the configured source.' })(),
    interval: Flags.string({
      helpValue: 'I',
      summary: `Size of the bars, instead of market.interval: ${intervalNames.join(', ')}.`,
    }),
    from: timeFlag({ summary: 'First open time.' }),
    to: timeFlag({ summary: 'End of the open times, exclusive.' }),
    replace: Flags.boolean({ summary: 'Fetch stored bars again and overwrite those that differ.' }),
  };

  protected override async work() {
    const { source, interval, from, to, replace } = this.flags;
    const app = await this.app();
    const progress = this.progress('Fetching bars', 1);
    const { warnings, ...data } = await app.dataFetch({
      symbols: this.args.symbol ?? [],
      source,
      interval: interval === undefined ? undefined : parseInterval(interval),
      fromMs: from,
      toMs: to,
      replace,
      onProgress: (done, total) => progress.update(done / total),
    });
    progress.finish();
    return { data, text: () => this.#text(data), warnings };
  }

  async #text(report: Omit<FetchReport, 'warnings'>): Promise<string> {
    const { renderDataFetch } = await import('../../output/render/data-fetch.ts');
    return renderDataFetch(report, this.terminal);
  }
}
