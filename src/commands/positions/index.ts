import { HiveCommand } from '../../base-command.ts';
import type { Positions } from '../../lib/app/positions.ts';

export default class PositionsCommand extends HiveCommand<typeof PositionsCommand> {
  static override readonly schemaName = 'positions';
  static override summary = 'Show what is held, what it is worth, and the control arm beside it.';
  static override description =
    'Valued at the bid of now, fees included. The control arm bets at random under the same costs and ' +
    'limits: what luck would have made. Nothing is traded.';
  static override examples = [
    { description: 'What you hold', command: '<%= config.bin %> positions' },
    {
      description: 'The profit as a number',
      command: '<%= config.bin %> positions --json | jq .data.account.main.profit',
    },
    {
      description: 'Valued at another moment of the simulated market',
      command: '<%= config.bin %> positions --as-of 2026-11-22T09:00:00Z',
    },
  ];

  protected override async work() {
    const app = await this.app();
    const account = await app.positions();
    return { data: { account }, text: () => this.#text(account) };
  }

  async #text(report: Positions | null): Promise<string> {
    const { renderPositions } = await import('../../output/render/positions.ts');
    return renderPositions(report, await this.screen());
  }
}
