import { Flags } from '@oclif/core';
import { HiveCommand } from '../base-command.ts';
import type { App } from '../lib/app/compose.ts';
import type { Status } from '../lib/app/status.ts';

export default class StatusCommand extends HiveCommand<typeof StatusCommand> {
  static override readonly schemaName = 'status';
  static override summary = 'Show everything at one look: money, limits, runs, training, what needs you.';
  static override description =
    'Says whether trading is halted, what the account and the control arm are worth, what is left of ' +
    'the limits of the day, why the last tick did what it did, how the last runs ended and when the next are, ' +
    'which slots of the last 24 hours were missed and why, where training stands, and what needs a person. ' +
    'Nothing is changed.';
  static override examples = [
    { description: 'One look', command: '<%= config.bin %> status' },
    { description: 'Is trading halted?', command: '<%= config.bin %> status --json | jq .data.halted' },
    {
      description: 'For the textfile collector of Prometheus',
      command: '<%= config.bin %> status --metrics > hive.prom.new && mv hive.prom.new hive.prom',
    },
    { description: 'Another home folder', command: '<%= config.bin %> status --home ~/hive-paper' },
  ];

  static override flags = {
    metrics: Flags.boolean({ summary: 'Print the numbers for Prometheus, as /metrics of hive serve does.' }),
  };

  protected override async work() {
    const app = await this.app();
    if (this.flags.metrics && !this.jsonEnabled()) return this.#metrics(app);
    const status = await app.status();
    return { data: status, text: () => this.#text(status) };
  }

  async #metrics(app: App) {
    const text = await app.metrics({ version: this.config.version });
    return { data: null, text };
  }

  async #text(report: Status): Promise<string> {
    const { renderStatus } = await import('../output/render/status.ts');
    return renderStatus(report, await this.screen());
  }
}
