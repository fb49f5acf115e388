import { HiveCommand } from '../../base-command.ts';
import type { ModelSummary } from '../../lib/app/models.ts';

export default class ModelsList extends HiveCommand<typeof ModelsList> {
  static override readonly schemaName = 'models-list';
  static override summary = 'List the model files, newest first.';
  static override description =
    'Walk-forward accuracy stands beside the majority baseline, which needs no skill. A file that ' +
    'cannot be used is listed as INVALID with the reason.';
  static override examples = [
    { description: 'All models', command: '<%= config.bin %> models list' },
    {
      description: 'Names only',
      command: '<%= config.bin %> models list --json | jq -r ".data.models[].name"',
    },
    { description: 'Of another home folder', command: '<%= config.bin %> models list --home ~/hive-paper' },
  ];

  protected override async work() {
    const app = await this.app();
    const models = await app.modelsList();
    return { data: { models }, text: () => this.#text(models) };
  }

  async #text(report: readonly ModelSummary[]): Promise<string> {
    const { renderModelsList } = await import('../../output/render/models-list.ts');
    return renderModelsList(report, await this.screen());
  }
}
