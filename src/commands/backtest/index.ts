import { Flags } from '@oclif/core';
import { barFlags, executionFlags, strategyFlags, viewFlags } from '../../backtest-flags.ts';
import { HiveCommand } from '../../base-command.ts';
import type { BacktestOutput } from '../../lib/app/schemas/backtest.ts';

export default class Backtest extends HiveCommand<typeof Backtest> {
  static override readonly schemaName = 'backtest';
  static override summary =
    'Test a strategy on past bars, with the code that trades, and say what it proves.';
  static override description =
    'Costs are on unless you switch them off. Learned strategies are tested walk-forward, on bars that their ' +
    'models had not seen. Beside every result stand buy-and-hold, 1,000 random arms with the same trades, ' +
    'intervals, and the number of tries made on these bars. Each run is kept: hive backtest list.';
  static override examples = [
    { description: 'The forest, as it would have traded', command: '<%= config.bin %> backtest' },
    {
      description: 'A rule on a file, with your own costs',
      command:
        '<%= config.bin %> backtest --bars btc.csv --symbol BTC-USD --strategy sma-cross -p fast=10 -p slow=30 --fee-rate 0.1%',
    },
    {
      description: 'Your own strategy, as a page and as files',
      command: '<%= config.bin %> backtest --strategy ./mine.ts --report mine.html --export mine',
    },
    {
      description: 'A gate for CI: exit code 7 when it fails',
      command: "<%= config.bin %> backtest --fail-if 'sharpe<0.5' --fail-if 'max_drawdown_account>0.25'",
    },
  ];
  static override flags = {
    ...strategyFlags,
    ...barFlags,
    ...executionFlags,
    check: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      options: ['lookahead', 'warmup', 'engine'],
      summary:
        'Cut the future off, or the past, and see whether signals move; or play the bars with the exact engine too.',
    }),
    ...viewFlags,
    'fail-if': Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'CONDITION',
      summary: "Exit with 7 when a figure is out of bounds: 'sharpe<0.5'.",
    }),
    export: Flags.string({ helpValue: 'DIR', summary: 'Write trades.csv, equity.csv and result.json.' }),
    report: Flags.string({ helpValue: 'FILE.html', summary: 'Write a page that opens without a network.' }),
  };

  protected override async work() {
    const { backtestRequest } = await import('../../lib/app/backtest/request.ts');
    const { config } = await this.settings();
    const request = backtestRequest(this.flags, config);
    const app = await this.app();
    const progress = this.progress('Testing', 1);
    const { output, warnings } = await app.backtest(request, {
      onProgress: (done, total) => progress.update(done / total),
      renderReport: async input => {
        const { backtestReport } = await import('../../output/report/backtest-report.ts');
        return backtestReport(input);
      },
    });
    progress.finish();
    const failed = output.failed.length > 0 || output.checks.some(check => !check.passed);
    return { data: output, text: () => this.#text(output), warnings, exitCode: failed ? 7 : 0 };
  }

  async #text(output: BacktestOutput): Promise<string> {
    const { renderBacktest } = await import('../../output/render/backtest.ts');
    const { breakdown = [], trades } = this.flags;
    const units = (['day', 'week', 'month'] as const).filter(unit => breakdown.includes(unit));
    return renderBacktest(output, { breakdown: units, trades }, await this.screen());
  }
}
