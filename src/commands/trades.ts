import { Flags } from '@oclif/core';
import { HiveCommand } from '../base-command.ts';
import { timeFlag } from '../flags.ts';
import { type ChosenTrades, selectTrades } from '../lib/app/select-trades.ts';

export default class Trades extends HiveCommand<typeof Trades> {
  static override readonly schemaName = 'trades';
  static override summary = 'List the trades: time, price, fee, profit and reason.';
  static override description =
    'Every fill of the account, oldest first, read from the journal. Profit is what a sale realised, ' +
    'fees included. The reasons are explained in docs/reasons.md.';
  static override examples = [
    { description: 'The newest trades', command: '<%= config.bin %> trades' },
    { description: 'All trades in one coin', command: '<%= config.bin %> trades --symbol ETH-USD --all' },
    {
      description: 'What a month came to',
      command: '<%= config.bin %> trades --from 2026-11-01 --to 2026-12-01',
    },
    { description: 'The last hundred, for a script', command: '<%= config.bin %> trades --last 100 --json' },
  ];
  static override flags = {
    last: Flags.integer({ default: 20, min: 1, helpValue: 'N', summary: 'How many of the newest trades.' }),
    symbol: Flags.string({ helpValue: 'S', summary: 'Only trades in this symbol: BTC-USD.' }),
    from: timeFlag({ summary: 'Only trades from this moment on.' }),
    to: timeFlag({ summary: 'Only trades up to this moment, exclusive.' }),
    all: Flags.boolean({ exclusive: ['last'], summary: 'All trades, however many.' }),
  };

  protected override async work() {
    const app = await this.app();
    const { symbol, last, all, from, to } = this.flags;
    const data = selectTrades(await app.trades(), {
      symbol,
      last: all ? null : last,
      fromMs: from,
      toMs: to,
    });
    return { data, text: () => this.#text(data) };
  }

  async #text(report: ChosenTrades): Promise<string> {
    const { renderTrades } = await import('../output/render/trades.ts');
    return renderTrades(
      { ...report, isFiltered: this.#isFiltered, symbol: this.flags.symbol },
      await this.screen(),
    );
  }

  get #isFiltered(): boolean {
    const { from, to } = this.flags;
    return from !== undefined || to !== undefined;
  }
}
