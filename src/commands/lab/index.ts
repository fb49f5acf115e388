import { Args, Flags } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';
import type { LabOutput } from '../../lib/app/schemas/lab.ts';
import { EXIT } from '../../lib/core/errors.ts';

const MOST_WORKERS = 64;
const ABLATION = 'WITHOUT ONE PIECE OF HONESTY';

export default class Lab extends HiveCommand<typeof Lab> {
  static override readonly schemaName = 'lab';
  static override summary = 'Try the learner on made markets whose truth is known.';
  static override description =
    'Each experiment asks one question (is luck promoted, is an edge found, does 70 % mean 70 %), runs it on many ' +
    'seeds on all cores, and holds the figure and its 95 % interval against a bar. Exit code 7 says that a bar was ' +
    'missed. A flag of the second group leaves one piece of honesty out and prints what that would seem to buy, ' +
    'beside the same seeds as they are.';
  static override examples = [
    { description: 'Everything, at full size', command: '<%= config.bin %> lab' },
    { description: 'A quick look, in less than a minute', command: '<%= config.bin %> lab --quick' },
    {
      description: 'What unpurged folds make of noise',
      command: '<%= config.bin %> lab honesty --no-purge',
    },
  ];
  static override args = {
    experiment: Args.string({ description: 'Only these experiments; all without one.', multiple: true }),
  };
  static override flags = {
    quick: Flags.boolean({ summary: 'Fewer seeds; a bar is missed only when the interval lies beyond it.' }),
    seeds: Flags.integer({ min: 1, max: 100_000, helpValue: 'N', summary: 'Seeds of each case.' }),
    ticks: Flags.integer({ min: 100, max: 100_000, helpValue: 'N', summary: 'Ticks of each seed.' }),
    market: Flags.string({ helpValue: 'ID', summary: 'Only cases on this market: N1, E1, S1 and so on.' }),
    workers: Flags.integer({
      min: 1,
      max: MOST_WORKERS,
      helpValue: 'N',
      summary: 'Worker threads; as many as the machine runs at a time. The result is the same.',
    }),
    'no-purge': Flags.boolean({ helpGroup: ABLATION, summary: 'Folds drawn at random, not purged.' }),
    'raw-confidence': Flags.boolean({
      helpGroup: ABLATION,
      summary: "The forest's own score as confidence.",
    }),
    gate: Flags.string({
      helpGroup: ABLATION,
      options: ['wealth', 'zscore'],
      default: 'wealth',
      summary: 'zscore: promote when a z-test looked at on every tick is above 1.645.',
    }),
    'no-share': Flags.boolean({ helpGroup: ABLATION, summary: 'Experts never give weight back.' }),
    'no-cash': Flags.boolean({ helpGroup: ABLATION, summary: 'No weight on holding cash.' }),
    'bandit-only': Flags.boolean({ helpGroup: ABLATION, summary: 'Learn from what was done alone.' }),
    'no-reset': Flags.boolean({ helpGroup: ABLATION, summary: 'No detector starts the learner again.' }),
  };

  protected override async work() {
    const { labRequest } = await import('../../lib/app/lab/lab-request.ts');
    const { config } = await this.settings();
    const request = labRequest(this.args.experiment ?? [], this.flags, config.seed);
    const app = await this.app();
    const progress = this.progress('Running trials', 1);
    const { workers } = this.flags;
    const output = await app.lab(request, {
      signal: this.stopSignal(),
      ...(workers === undefined ? {} : { workers }),
      onProgress: (done, total) => progress.update(done / total),
    });
    progress.finish();
    const isMissed = output.complete && output.missed > 0;
    return {
      data: output,
      text: () => this.#text(output),
      warnings: output.complete
        ? []
        : [`Stopped: ${output.done} of ${output.total} pieces of work were done.`],
      ...(isMissed ? { exitCode: EXIT.quality } : {}),
    };
  }

  async #text(output: LabOutput): Promise<string> {
    const { renderLab } = await import('../../output/render/lab.ts');
    return renderLab(output, await this.screen());
  }
}
