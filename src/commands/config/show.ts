import { Args, Flags } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';
import type { SettingView } from '../../lib/app/describe-config.ts';

export default class ConfigShow extends HiveCommand<typeof ConfigShow> {
  static override readonly schemaName = 'config-show';
  static override summary = 'Show the settings in force and where each came from.';
  static override description =
    'A setting comes from a flag, else an environment variable such as HIVE__RISK__MAX_ORDER_USD, else the ' +
    'configuration file, else the preset, else its default. Values that look secret are not shown.';
  static override examples = [
    { description: 'All settings', command: '<%= config.bin %> config show' },
    {
      description: 'The limits, and where each came from',
      command: '<%= config.bin %> config show risk --origin',
    },
    {
      description: 'One value for a script',
      command: '<%= config.bin %> config show trading.epoch --json',
    },
  ];
  static override args = {
    key: Args.string({ description: 'A setting or a section: risk.maxOrderUsd, risk.' }),
  };
  static override flags = {
    origin: Flags.boolean({ summary: 'Also print where each value came from.' }),
  };

  protected override async work() {
    const { describeConfig } = await import('../../lib/app/describe-config.ts');
    const loaded = await this.settings();
    const settings = describeConfig(loaded, this.args.key);
    return { data: { file: loaded.file, settings }, text: () => this.#text(settings) };
  }

  async #text(settings: readonly SettingView[]): Promise<string> {
    const { table } = await import('../../output/table.ts');
    const columns = [
      { header: 'Setting', priority: 1, minWidth: 25 },
      { header: 'Value', priority: 1, minWidth: 12 },
      ...(this.flags.origin ? [{ header: 'Origin', priority: 1, minWidth: 8 }] : []),
    ];
    const rows = settings.map(({ key, value, origin }) => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
      `${origin.from} ${origin.name}`.trim(),
    ]);
    return table(columns, rows, this.terminal);
  }
}
