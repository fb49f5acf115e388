import { Flags } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';
import { reasonFlag } from '../../flags.ts';
import type { LearnReset as Report } from '../../lib/app/learn/learn-reset.ts';
import { LEARNED_PARTS, type LearnedPart } from '../../lib/core/learned-part.ts';

export default class LearnReset extends HiveCommand<typeof LearnReset> {
  static override readonly schemaName = 'learn-reset';
  static override summary = 'Have a part of what was learned forgotten.';
  static override description =
    'The policy, the weights of the experts, the evidence of the gate, or all of it. The journal keeps everything; ' +
    'what is forgotten is no longer used. A gate that begins anew is a new try: it then wants more evidence.';
  static override examples = [
    {
      description: 'Forget what the policy expects',
      command: '<%= config.bin %> learn reset --what policy --reason "other fees since today"',
    },
    {
      description: 'Begin anew',
      command: '<%= config.bin %> learn reset --what all --reason "another strategy"',
    },
    {
      description: 'From a script',
      command: '<%= config.bin %> learn reset --what experts --reason "new models" --json',
    },
  ];
  static override flags = {
    what: Flags.string({ options: [...LEARNED_PARTS], required: true, summary: 'What is to be forgotten.' }),
    reason: reasonFlag('Why, for the journal.'),
  };

  protected override get deed() {
    return { what: `Forgot what was learned (${this.flags.what})`, reason: this.flags.reason };
  }

  protected override async work() {
    const app = await this.app();
    const { what, reason } = this.flags;
    const report = await app.learnReset({ what: what as LearnedPart, reason });
    return { data: report, text: () => this.#text(report) };
  }

  async #text(report: Report): Promise<string> {
    const { renderLearnReset } = await import('../../output/render/learn-reset.ts');
    return renderLearnReset(report, await this.screen());
  }
}
