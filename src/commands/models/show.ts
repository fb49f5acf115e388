import { Args } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';
import type { ShownModel } from '../../lib/app/learn/show-model.ts';

export default class ModelsShow extends HiveCommand<typeof ModelsShow> {
  static override readonly schemaName = 'models-show';
  static override summary = 'Show one model: what it was made of, and how it did out of sample.';
  static override description =
    'Names are those of hive models list. The record is walk-forward: every prediction in it was made ' +
    'by a model that had not seen the outcome.';
  static override examples = [
    { description: 'One model', command: '<%= config.bin %> models show crypto-20261122t0000-1a2b3c4d' },
    {
      description: 'Its record, for a script',
      command:
        '<%= config.bin %> models show crypto-20261122t0000-1a2b3c4d --json | jq .data.model.detail.evaluation',
    },
    {
      description: 'Of another home folder',
      command: '<%= config.bin %> models show crypto-20261122t0000-1a2b3c4d --home ~/hive-paper',
    },
  ];
  static override args = {
    name: Args.string({ required: true, description: 'Name of a model, as hive models list prints it.' }),
  };

  protected override async work() {
    const app = await this.app();
    const shown = await app.modelsShow(this.args.name);
    return { data: shown, text: () => this.#text(shown) };
  }

  async #text(report: ShownModel): Promise<string> {
    const { renderModel } = await import('../../output/render/models-show.ts');
    return renderModel(report, await this.screen());
  }
}
