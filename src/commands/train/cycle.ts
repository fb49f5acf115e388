import { Flags } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';
import type { CycleReport } from '../../lib/app/train/train-cycle.ts';

export default class TrainCycle extends HiveCommand<typeof TrainCycle> {
  static override readonly schemaName = 'train-cycle';
  static override summary = 'Fetch new bars, make samples, and train when it is due.';
  static override description =
    'One unit of work, made for cron. Every fifth cycle (learning.trainEvery) trains, and so does one ' +
    'that finds no model. A training is scored by walk-forward: each prediction is made by a model that ' +
    'had not seen the outcome. A cycle without new bars is a success.';
  static override examples = [
    { description: 'One cycle', command: '<%= config.bin %> train cycle' },
    { description: 'Train now', command: '<%= config.bin %> train cycle --force-train' },
    { description: 'For cron', command: '<%= config.bin %> train cycle --quiet' },
  ];
  static override flags = {
    'force-train': Flags.boolean({ summary: 'Train in this cycle, whether it is due or not.' }),
  };

  protected override get job() {
    return 'cycle' as const;
  }

  protected override async work() {
    const app = await this.app();
    const progress = this.progress('Training cycle', 1);
    const report = await app.trainCycle({
      forceTrain: this.flags['force-train'],
      onProgress: ({ done, total }) => progress.update(done / total),
    });
    progress.finish();
    const warnings = new Set(report.collected.flatMap(({ note }) => note ?? []));
    return { data: report, text: () => this.#text(report), warnings: [...warnings], facts: factsOf(report) };
  }

  async #text(report: CycleReport): Promise<string> {
    const { renderTrainCycle } = await import('../../output/render/train-cycle.ts');
    return renderTrainCycle(report, await this.screen());
  }
}

const factsOf = ({ cycle, collected, trained, nextTrainingIn }: CycleReport) => ({
  cycle,
  samples: collected.reduce((sum, { newSamples }) => sum + newSamples, 0),
  trained: trained !== null,
  nextTrainingIn,
});
