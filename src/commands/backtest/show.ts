import { Args } from '@oclif/core';
import { viewFlags } from '../../backtest-flags.ts';
import { HiveCommand } from '../../base-command.ts';
import type { BacktestOutput } from '../../lib/app/schemas/backtest.ts';

export default class BacktestShow extends HiveCommand<typeof BacktestShow> {
  static override readonly schemaName = 'backtest';
  static override summary = 'Show a backtest that was made, deflated by the tries made since.';
  static override description = 'The stored result is unchanged; the count of tries is that of now.';
  static override examples = [
    { description: 'By the beginning of its id', command: '<%= config.bin %> backtest show 3f9a' },
    {
      description: 'With a table of months and more trades',
      command: '<%= config.bin %> backtest show 3f9a --breakdown month --trades 50',
    },
    { description: 'The whole result', command: '<%= config.bin %> backtest show 3f9a --json' },
  ];
  static override args = {
    id: Args.string({ required: true, description: 'Id of a run, or the beginning of one.' }),
  };
  static override flags = {
    ...viewFlags,
  };

  protected override async work() {
    const app = await this.app();
    const output = await app.backtestShow(this.args.id);
    return { data: output, text: () => this.#text(output) };
  }

  async #text(output: BacktestOutput): Promise<string> {
    const { renderBacktest } = await import('../../output/render/backtest.ts');
    const { breakdown = [], trades } = this.flags;
    const units = (['day', 'week', 'month'] as const).filter(unit => breakdown.includes(unit));
    return renderBacktest(output, { breakdown: units, trades }, await this.screen());
  }
}
