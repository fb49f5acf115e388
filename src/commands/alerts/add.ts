import { Args, Flags } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';
import type { ChannelChange } from '../../lib/app/alerts/manage.ts';
import { FORMATS, formatNamed, TOPICS, topicsNamed } from '../../lib/app/alerts/words.ts';

export default class AlertsAdd extends HiveCommand<typeof AlertsAdd> {
  static override readonly schemaName = 'alerts-add';
  static override summary = 'Add a channel that is told when something is wrong.';
  static override description =
    'Asks for the address without showing it: whoever knows it can write there. It goes to alerts.json of the home ' +
    'folder, which only you can read, and is never shown again. Where to find the address of each format is in ' +
    'docs/alerts.md. Try it then: hive alerts test.';
  static override examples = [
    { description: 'A topic of ntfy, on your phone', command: '<%= config.bin %> alerts add ntfy phone' },
    {
      description: 'A bot of Telegram',
      command: '<%= config.bin %> alerts add telegram bot --chat 123456789',
    },
    {
      description: 'From a file, problems only',
      command: '<%= config.bin %> alerts add slack team --only problem,recovered --from-stdin < address.txt',
    },
  ];
  static override args = {
    format: Args.string({ required: true, options: [...FORMATS], description: 'Form of the messages.' }),
    name: Args.string({ required: true, description: 'What you call the channel: a-z, 0-9 and "-".' }),
  };
  static override flags = {
    chat: Flags.string({ helpValue: 'ID', summary: 'Of telegram: the chat that the bot writes to.' }),
    only: Flags.string({
      helpValue: 'LIST',
      summary: `What it is told, of ${TOPICS.join(', ')}; default: all.`,
    }),
    'from-stdin': Flags.boolean({ summary: 'Read the address from stdin.' }),
  };

  protected override async work() {
    const app = await this.app();
    const { chat, only } = this.flags;
    const { format, name } = this.args;
    const change = await app.alertsAdd({
      ...{ name, chat, format: formatNamed(format) },
      only: only === undefined ? undefined : topicsNamed(only),
      address: () => this.secretLine(`Address of ${name}: `, this.flags['from-stdin']),
    });
    return { data: change, text: textOf(change) };
  }
}

const textOf = ({ name, host, file }: ChannelChange): string =>
  `The channel ${name} (${host}) is in ${file}. Try it: hive alerts test ${name}`;
