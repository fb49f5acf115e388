import { Args } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';
import { reasonFlag } from '../../flags.ts';
import type { ModelChoice } from '../../lib/app/learn/choose-model.ts';

export default class ModelsPromote extends HiveCommand<typeof ModelsPromote> {
  static override readonly schemaName = 'models-promote';
  static override summary = 'Use a model of your choice in the place of the newest.';
  static override description =
    'It stays in use until hive models rollback, whatever is trained meanwhile. The limits, the gate and the rule ' +
    'of confidence stay as they are: a choice opens nothing that the evidence keeps shut. The journal keeps the reason.';
  static override examples = [
    {
      description: 'Go on with a model that did well',
      command:
        '<%= config.bin %> models promote crypto-20261122t0000-1a2b3c4d --reason "better calibrated than the newest"',
    },
    {
      description: 'From a script',
      command:
        '<%= config.bin %> models promote crypto-20261122t0000-1a2b3c4d --reason "review of June" --json',
    },
    { description: 'Names', command: '<%= config.bin %> models list' },
  ];
  static override args = {
    name: Args.string({ required: true, description: 'Name of a model, as hive models list prints it.' }),
  };
  static override flags = { reason: reasonFlag('Why, for the journal.') };

  protected override get deed() {
    return { what: `Model ${this.args.name} promoted`, reason: this.flags.reason };
  }

  protected override async work() {
    const app = await this.app();
    const choice = await app.modelsPromote({ name: this.args.name, reason: this.flags.reason });
    return { data: choice, text: () => this.#text(choice), warnings: notJournalled(choice) };
  }

  async #text(choice: ModelChoice): Promise<string> {
    const { renderModelChoice } = await import('../../output/render/model-choice.ts');
    return renderModelChoice(choice, await this.screen());
  }
}

const notJournalled = ({ journalled }: ModelChoice): string[] =>
  journalled ? [] : ['The journal has no record of it.'];
