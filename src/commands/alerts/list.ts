import { HiveCommand } from '../../base-command.ts';
import type { AlertsList as List } from '../../lib/app/alerts/list.ts';

export default class AlertsList extends HiveCommand<typeof AlertsList> {
  static override readonly schemaName = 'alerts-list';
  static override summary = 'List who is told when something is wrong, and what they know of.';
  static override description =
    'Of an address only its host is shown. A channel that takes no messages is tried again, less and less often; ' +
    'what waits for it is told when it does.';
  static override examples = [
    { description: 'All channels and health checks', command: '<%= config.bin %> alerts list' },
    {
      description: 'Channels that take no messages',
      command: `<%= config.bin %> alerts list --json | jq -r '.data.channels[] | select(.failure).name'`,
    },
    { description: 'Of another home folder', command: '<%= config.bin %> alerts list --home ~/hive-paper' },
  ];

  protected override async work() {
    const app = await this.app();
    const list = await app.alertsList();
    return { data: list, text: () => this.#text(list) };
  }

  async #text(list: List): Promise<string> {
    const { renderAlertsList } = await import('../../output/render/alerts.ts');
    return renderAlertsList(list, await this.screen());
  }
}
