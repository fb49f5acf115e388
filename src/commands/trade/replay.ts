import { Args, Flags } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';
import type { Replay, ReplayChoice } from '../../lib/app/replay/trade-replay.ts';
import { EXIT, usageError } from '../../lib/core/errors.ts';

export default class TradeReplay extends HiveCommand<typeof TradeReplay> {
  static override readonly schemaName = 'trade-replay';
  static override summary = 'Make a decision again, from the journal alone, and compare it bit for bit.';
  static override description =
    'Folds the journal up to the decision, asks the model of then, and runs the same step on the quote, the ' +
    'features and the account that the journal kept. The order that followed is compared as well. Nothing is ' +
    'changed. Exit code 4: the model file is gone or is another one. Exit code 7: the replay differs.';
  static override examples = [
    { description: 'The newest decision', command: '<%= config.bin %> trade replay --last' },
    {
      description: 'One decision, by its id or the number of its record',
      command: '<%= config.bin %> trade replay main-BTCUSD-20718',
    },
    { description: 'Every decision there is', command: '<%= config.bin %> trade replay --all --quiet' },
  ];
  static override args = {
    id: Args.string({ description: 'Decision id, or the number of its journal record.' }),
  };
  static override flags = {
    last: Flags.boolean({ exclusive: ['all'], summary: 'The newest decision of the account.' }),
    all: Flags.boolean({ summary: 'All decisions, those of the control arm as well.' }),
  };

  protected override async work() {
    const choice = this.#choice();
    const app = await this.app();
    const replays = await app.tradeReplay(choice);
    const equal = replays.every(({ differences }) => differences.length === 0);
    return {
      data: { replays },
      text: () => this.#text(replays),
      exitCode: equal ? EXIT.done : EXIT.quality,
    };
  }

  #choice(): ReplayChoice {
    const { last, all } = this.flags;
    const { id } = this.args;
    if (id !== undefined && !last && !all) return { kind: 'named', name: id };
    if (id === undefined && all) return { kind: 'all' };
    if (id === undefined && last) return { kind: 'last' };
    throw usageError({
      code: 'USAGE',
      message: 'Name one decision, or say --last or --all.',
      next: 'For example: hive trade replay --last',
    });
  }

  async #text(replays: readonly Replay[]): Promise<string> {
    const { renderReplays } = await import('../../output/render/trade-replay.ts');
    return renderReplays(replays, await this.screen());
  }
}
