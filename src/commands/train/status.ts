import { HiveCommand } from '../../base-command.ts';
import type { TrainStatus } from '../../lib/app/train-status.ts';

export default class TrainStatusCommand extends HiveCommand<typeof TrainStatusCommand> {
  static override readonly schemaName = 'train-status';
  static override summary = 'Show where training stands: cycles, samples, models.';
  static override description =
    'For each asset class: how many samples there are, how many have an outcome, the current model and ' +
    'its walk-forward accuracy. Nothing is changed.';
  static override examples = [
    { description: 'Where training stands', command: '<%= config.bin %> train status' },
    { description: 'Cycles so far', command: '<%= config.bin %> train status --json | jq .data.cycles' },
    {
      description: 'Of another home folder',
      command: '<%= config.bin %> train status --home ~/hive-paper',
    },
  ];

  protected override async work() {
    const app = await this.app();
    const status = await app.trainStatus();
    return { data: status, text: () => this.#text(status) };
  }

  async #text(report: TrainStatus): Promise<string> {
    const { renderTrainStatus } = await import('../../output/render/train-status.ts');
    return renderTrainStatus(report, await this.screen());
  }
}
