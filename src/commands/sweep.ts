import { Flags } from '@oclif/core';
import { barFlags, executionFlags } from '../backtest-flags.ts';
import { HiveCommand } from '../base-command.ts';
import type { SweepOutput } from '../lib/app/schemas/sweep.ts';

const MOST_WORKERS = 64;

export default class Sweep extends HiveCommand<typeof Sweep> {
  static override readonly schemaName = 'sweep';
  static override summary = 'Search the parameters of a strategy, and say how likely the best is luck.';
  static override description =
    'Points run on worker threads. Each fold chooses its best point on past days and trades it on the days after ' +
    'them; points are ranked by those days. The best is deflated by all tries on these bars, and halves of the ' +
    'days say how likely it is overfitted. A sweep that was killed or stopped goes on with the same command.';
  static override examples = [
    {
      description: 'A grid of two parameters',
      command: '<%= config.bin %> sweep --strategy sma-cross -p fast=5:50:5 -p slow=20:200:20',
    },
    {
      description: '500 points drawn at random, by Sortino ratio',
      command:
        '<%= config.bin %> sweep --strategy macd -p fast=5..20 -p slow=21..60 --search random --points 500 --objective sortino',
    },
    {
      description: 'Your own strategy, by successive halving',
      command: '<%= config.bin %> sweep --strategy ./mine.ts -p length=2:300:1 --search halving',
    },
  ];
  static override flags = {
    strategy: Flags.string({
      helpValue: 'NAME|FILE',
      summary: 'A rule by name, or your own module: ./mine.ts. See docs/strategies.md.',
    }),
    param: Flags.string({
      char: 'p',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'NAME=RANGE',
      summary:
        'Values to try: fast=5:50:5 (from, to, step), fast=5,10,20, fast=10; to draw from: fast=5..50.',
    }),
    search: Flags.string({
      options: ['grid', 'random', 'halving'],
      default: 'grid',
      summary:
        'Try all points; draw some; or let the best third of each round go on to three times the days.',
    }),
    points: Flags.integer({
      min: 2,
      max: 10_000,
      helpValue: 'N',
      summary: 'How many points to draw; 100 for random, all for halving.',
    }),
    objective: Flags.string({
      options: ['sharpe', 'profit', 'sortino', 'calmar'],
      default: 'sharpe',
      summary: 'What to look for.',
    }),
    top: Flags.integer({ default: 10, min: 1, max: 10_000, helpValue: 'N', summary: 'Points to list.' }),
    workers: Flags.integer({
      min: 1,
      max: MOST_WORKERS,
      helpValue: 'N',
      summary: 'Worker threads; as many as the machine runs at a time. The result is the same.',
    }),
    folds: Flags.integer({
      helpGroup: 'WALK-FORWARD',
      default: 5,
      min: 1,
      max: 100,
      helpValue: 'N',
      summary: 'Blocks of days that are scored, each after a choice on the days before it.',
    }),
    'in-sample': Flags.string({
      helpGroup: 'WALK-FORWARD',
      default: '0.5',
      helpValue: 'SHARE',
      summary: 'Share of the days that the first fold chooses on.',
    }),
    window: Flags.string({
      helpGroup: 'WALK-FORWARD',
      options: ['anchored', 'rolling'],
      default: 'anchored',
      summary: 'Choose on all days before the block, or on as many as the first fold does.',
    }),
    'walk-forward': Flags.boolean({
      helpGroup: 'WALK-FORWARD',
      default: true,
      allowNo: true,
      summary: 'Without it points are ranked on the very days that were searched.',
    }),
    ...barFlags,
    ...executionFlags,
  };

  protected override async work() {
    const { sweepRequest } = await import('../lib/app/sweep/sweep-request.ts');
    const { config } = await this.settings();
    const request = sweepRequest(this.flags, config);
    const app = await this.app();
    const progress = this.progress('Trying points', 1);
    const warnings: string[] = [];
    const output = await app.sweep(request, {
      signal: this.stopSignal(),
      onProgress: (done, total) => progress.update(done / total),
      onResume: (done, total) => this.say(`Going on: ${done} of ${total} runs were done before.`),
      onWarning: warning => warnings.push(warning),
    });
    progress.finish();
    return { data: output, text: () => this.#text(output), warnings: [...warnings, ...warningsOf(output)] };
  }

  async #text(output: SweepOutput): Promise<string> {
    const { renderSweep } = await import('../output/render/sweep.ts');
    return renderSweep(output, await this.screen());
  }
}

function warningsOf(output: SweepOutput): string[] {
  if (!output.complete) {
    return [
      `Stopped: ${output.done} of ${output.total} runs are stored; the same command goes on from there.`,
    ];
  }
  if (output.walk_forward) return [];
  return [
    'IN SAMPLE: the points are ranked on the days they were chosen on; what they show here will not last.',
  ];
}
