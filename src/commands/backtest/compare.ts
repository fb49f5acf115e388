import { Args } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';
import type { BacktestComparison } from '../../lib/app/backtest/compare.ts';

export default class BacktestCompare extends HiveCommand<typeof BacktestCompare> {
  static override readonly schemaName = 'backtest-compare';
  static override summary = 'Compare two backtests: what was set differently, and what came of it.';
  static override description = 'Warns when the two were not made on the same bars.';
  static override examples = [
    { description: 'Two runs of the list', command: '<%= config.bin %> backtest compare 3f9a 81bc' },
    { description: 'For a script', command: '<%= config.bin %> backtest compare 3f9a 81bc --json' },
    {
      description: 'In another home folder',
      command: '<%= config.bin %> backtest compare 3f9a 81bc --home ~/hive-test',
    },
  ];
  static override args = {
    first: Args.string({ required: true, description: 'Id of a run, or the beginning of one.' }),
    second: Args.string({ required: true, description: 'Id of the other.' }),
  };

  protected override async work() {
    const app = await this.app();
    const { comparison, warnings } = await app.backtestCompare(this.args.first, this.args.second);
    return { data: comparison, text: () => this.#text(comparison), warnings };
  }

  async #text(comparison: BacktestComparison): Promise<string> {
    const { renderComparison } = await import('../../output/render/backtest-compare.ts');
    return renderComparison(comparison, this.terminal);
  }
}
