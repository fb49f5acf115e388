import { Args, Flags } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';
import type { DataDescription } from '../../lib/app/frame/describe-data.ts';
import { FRAME_KINDS } from '../../lib/app/frame/frame-request.ts';
import { parseInterval } from '../../lib/core/interval.ts';

export default class DataDescribe extends HiveCommand<typeof DataDescribe> {
  static override readonly schemaName = 'data-describe';
  static override summary = 'Sum up bars, features, samples or trades, column by column.';
  static override description =
    "Count, missing values, mean, standard deviation, quartiles and extremes, defined as in pandas' describe. With " +
    '--engine danfo they are reckoned by danfo.js, which HIVE does not install: docs/frames.md.';
  static override examples = [
    { description: 'The stored bars of a coin', command: '<%= config.bin %> data describe BTC-USD' },
    {
      description: 'What a model is given',
      command: '<%= config.bin %> data describe ETH-USD --what features --interval 1d',
    },
    {
      description: 'How bets ended',
      command: `<%= config.bin %> data describe BTC-USD --what samples --json | jq '.data.columns[-1]'`,
    },
  ];
  static override args = {
    symbol: Args.string({ required: true, description: 'Whose data: BTC-USD, AAPL.' }),
  };
  static override flags = {
    what: Flags.option({
      options: FRAME_KINDS,
      default: 'bars' as const,
      summary: 'Stored bars, the features made of them, training samples, or trades.',
    })(),
    interval: Flags.string({ helpValue: 'I', summary: 'Size of the bars; market.interval when left out.' }),
    source: Flags.string({ summary: 'Which source, where several are stored.' }),
    engine: Flags.option({
      options: ['own', 'danfo'] as const,
      default: 'own' as const,
      summary: 'Who does the sums.',
    })(),
  };

  protected override async work() {
    const { what, interval, source, engine } = this.flags;
    const app = await this.app();
    const data = await app.dataDescribe({
      ...{ what, source, engine, symbol: this.args.symbol },
      interval: interval === undefined ? undefined : parseInterval(interval),
    });
    return { data, text: () => this.#text(data) };
  }

  async #text(data: DataDescription): Promise<string> {
    const { renderDataDescribe } = await import('../../output/render/data-describe.ts');
    return renderDataDescribe(data, await this.screen());
  }
}
