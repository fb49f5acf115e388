import { Args } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';

export default class AlertsRemove extends HiveCommand<typeof AlertsRemove> {
  static override readonly schemaName = 'alerts-remove';
  static override summary = 'Remove a channel.';
  static override description =
    'It is told nothing more, and its address is taken out of alerts.json. What waits to be told through other ' +
    'channels stays.';
  static override examples = [
    { description: 'One that is dead', command: '<%= config.bin %> alerts remove phone' },
    { description: 'Names', command: '<%= config.bin %> alerts list' },
    { description: 'From a script', command: '<%= config.bin %> alerts remove phone --json' },
  ];
  static override args = {
    name: Args.string({ required: true, description: 'Name of the channel, as hive alerts list prints it.' }),
  };

  protected override async work() {
    const app = await this.app();
    const change = await app.alertsRemove(this.args.name);
    return {
      data: change,
      text: `The channel ${change.name} (${change.host}) is no more in ${change.file}.`,
    };
  }
}
