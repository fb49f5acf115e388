import { Args, Flags } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';
import type { LabRealOutput } from '../../lib/app/schemas/lab-real.ts';

const MOST_WORKERS = 64;

export default class LabReal extends HiveCommand<typeof LabReal> {
  static override readonly schemaName = 'lab-real';
  static override summary = 'Score the learner on stored real bars, walk-forward only, costs on.';
  static override description =
    'For every stored series of real bars: how often the next bar was foretold and how sure that figure is, whether ' +
    'probabilities were frequencies, what the pool of rules and forest would have earned after costs beside holding ' +
    'and 200 arms that trade at random, and the evidence of both gates. Nothing is chosen on these bars.';
  static override examples = [
    { description: 'Every stored series', command: '<%= config.bin %> lab real' },
    { description: 'One symbol', command: '<%= config.bin %> lab real BTC-USD' },
    {
      description: 'Verdicts, for a script',
      command: "<%= config.bin %> lab real --json | jq '.data.series[] | {symbol, interval, verdict}'",
    },
  ];
  static override args = {
    symbol: Args.string({ description: 'Only these symbols: BTC-USD, AAPL.', multiple: true }),
  };
  static override flags = {
    workers: Flags.integer({
      min: 1,
      max: MOST_WORKERS,
      helpValue: 'N',
      summary: 'Worker threads; as many as the machine runs at a time. The result is the same.',
    }),
  };

  protected override async work() {
    const { config } = await this.settings();
    const app = await this.app();
    const progress = this.progress('Scoring series', 1);
    const { workers } = this.flags;
    const output = await app.labReal(
      { symbols: this.args.symbol ?? [], seed: config.seed },
      {
        signal: this.stopSignal(),
        ...(workers === undefined ? {} : { workers }),
        onProgress: (done, total) => progress.update(done / total),
      },
    );
    progress.finish();
    return {
      data: output,
      text: () => this.#text(output),
      warnings: output.complete ? [] : [`Stopped: ${output.done} of ${output.total} series were scored.`],
    };
  }

  async #text(output: LabRealOutput): Promise<string> {
    const { renderLabReal } = await import('../../output/render/lab-real.ts');
    return renderLabReal(output, await this.screen());
  }
}
