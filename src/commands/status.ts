import { HiveCommand } from '../base-command.ts';
import type { Status } from '../lib/app/status.ts';

export default class StatusCommand extends HiveCommand<typeof StatusCommand> {
  static override readonly schemaName = 'status';
  static override summary = 'Show everything at one look: money, limits, last tick, training.';
  static override description =
    'Says whether trading is halted, what the account and the control arm are worth, what is left of ' +
    'the limits of the day, why the last tick did what it did, and where training stands. Nothing is ' +
    'changed.';
  static override examples = [
    { description: 'One look', command: '<%= config.bin %> status' },
    { description: 'Is trading halted?', command: '<%= config.bin %> status --json | jq .data.halted' },
    { description: 'Another home folder', command: '<%= config.bin %> status --home ~/hive-paper' },
  ];

  protected override async work() {
    const app = await this.app();
    const status = await app.status();
    return { data: status, text: () => this.#text(status) };
  }

  async #text(report: Status): Promise<string> {
    const { renderStatus } = await import('../output/render/status.ts');
    return renderStatus(report, await this.screen());
  }
}
