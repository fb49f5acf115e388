import { HiveCommand } from '../../base-command.ts';
import type { LearnStatus as Status } from '../../lib/app/learn/learn-status.ts';

export default class LearnStatus extends HiveCommand<typeof LearnStatus> {
  static override readonly schemaName = 'learn-status';
  static override summary = 'Show what was learned: the gate, experts, policy, regimes and rewards.';
  static override description =
    'The gate weighs what the strategy would have earned after costs, epoch by epoch, against cash and against a ' +
    'constant exposure of the same size. Its wealth may be looked at at any time: chance takes it to 1/alpha with ' +
    'probability alpha at most, for ever.';
  static override examples = [
    { description: 'Everything', command: '<%= config.bin %> learn status' },
    {
      description: 'The evidence, for a script',
      command: "<%= config.bin %> learn status --json | jq '.data.gate | {stage, lnMoney, lnWanted}'",
    },
    { description: 'Of another home folder', command: '<%= config.bin %> learn status --home ~/hive-paper' },
  ];

  protected override async work() {
    const app = await this.app();
    const status = await app.learnStatus();
    return { data: status, text: () => this.#text(status) };
  }

  async #text(status: Status): Promise<string> {
    const { renderLearnStatus } = await import('../../output/render/learn-status.ts');
    return renderLearnStatus(status, await this.screen());
  }
}
