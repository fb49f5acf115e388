import { Args } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';

export default class ConfigCheck extends HiveCommand<typeof ConfigCheck> {
  static override readonly schemaName = 'config-check';
  static override summary = 'Check a configuration file without running anything.';
  static override description =
    'Checks the file together with the environment, as every command would read them. Exits 3 and says what ' +
    'to change when something is wrong.';
  static override examples = [
    { description: 'Check the configuration in force', command: '<%= config.bin %> config check' },
    {
      description: 'Check a file before you use it',
      command: '<%= config.bin %> config check new.config.json',
    },
    {
      description: 'Stop a deployment when it is wrong',
      command: '<%= config.bin %> config check --quiet && ./deploy.sh',
    },
  ];
  static override args = {
    file: Args.string({ description: 'The file; without it the one that commands would read.' }),
  };

  protected override async work() {
    const { describeConfig } = await import('../../lib/app/describe-config.ts');
    const named = this.args.file;
    const loaded = await (named === undefined ? this.settings() : this.settingsOf(named));
    const { file } = loaded;
    const settings = describeConfig(loaded).filter(({ origin }) => origin.from !== 'default').length;
    const counted = `${settings} setting${settings === 1 ? '' : 's'} changed from the default.`;
    return {
      data: { file, valid: true, settings },
      text: file === null ? `No configuration file; ${counted}` : `${file} is valid; ${counted}`,
    };
  }
}
