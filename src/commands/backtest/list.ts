import { Flags } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';
import type { BacktestSummary } from '../../lib/app/backtest/history.ts';

export default class BacktestList extends HiveCommand<typeof BacktestList> {
  static override readonly schemaName = 'backtest-list';
  static override summary = 'List the backtests that were made, newest first.';
  static override description =
    'Every run is kept with a fingerprint of its bars, code, parameters and seed. The same run again is the same entry.';
  static override examples = [
    { description: 'What was tried', command: '<%= config.bin %> backtest list' },
    { description: 'The last hundred', command: '<%= config.bin %> backtest list --last 100' },
    { description: 'For a script', command: '<%= config.bin %> backtest list --json' },
  ];
  static override flags = {
    last: Flags.integer({ default: 20, min: 1, helpValue: 'N', summary: 'How many of the newest.' }),
  };

  protected override async work() {
    const app = await this.app();
    const runs = await app.backtestList(this.flags.last);
    return { data: { runs }, text: () => this.#text(runs) };
  }

  async #text(runs: readonly BacktestSummary[]): Promise<string> {
    const { renderBacktestList } = await import('../../output/render/backtest-list.ts');
    return renderBacktestList(runs, this.terminal);
  }
}
