import { Flags } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';
import { reasonFlag } from '../../flags.ts';
import type { ModelChoice } from '../../lib/app/learn/choose-model.ts';
import { ASSET_CLASSES, type AssetClass } from '../../lib/core/instrument.ts';

export default class ModelsRollback extends HiveCommand<typeof ModelsRollback> {
  static override readonly schemaName = 'models-rollback';
  static override summary = 'Take back a choice of model, or go back to the model before the newest.';
  static override description =
    'After hive models promote the newest model is used again. Where none was chosen, the one before the newest is, ' +
    'until the next rollback. The limits, the gate and the rule of confidence stay as they are.';
  static override examples = [
    {
      description: 'Use the newest again',
      command: '<%= config.bin %> models rollback --reason "enough seen"',
    },
    {
      description: 'Of the stocks',
      command: '<%= config.bin %> models rollback --class stock --reason "odd forecasts since Monday"',
    },
    { description: 'From a script', command: '<%= config.bin %> models rollback --reason "review" --json' },
  ];
  static override flags = {
    class: Flags.string({
      options: [...ASSET_CLASSES],
      default: 'crypto',
      summary: 'Of which class the model is.',
    }),
    reason: reasonFlag('Why, for the journal.'),
  };

  protected override get deed() {
    return { what: `Model of ${this.flags.class} rolled back`, reason: this.flags.reason };
  }

  protected override async work() {
    const app = await this.app();
    const { class: assetClass, reason } = this.flags;
    const choice = await app.modelsRollback({ assetClass: assetClass as AssetClass, reason });
    return {
      data: choice,
      text: () => this.#text(choice),
      warnings: choice.journalled ? [] : ['The journal has no record of it.'],
    };
  }

  async #text(choice: ModelChoice): Promise<string> {
    const { renderModelChoice } = await import('../../output/render/model-choice.ts');
    return renderModelChoice(choice, await this.screen());
  }
}
