import { Args, Flags } from '@oclif/core';
import { HiveCommand } from '../base-command.ts';
import type { RestoreReport } from '../lib/app/backup/restore.ts';

export default class Restore extends HiveCommand<typeof Restore> {
  static override readonly schemaName = 'restore';
  static override summary = 'Put a backup into a new home, halted; or check one.';
  static override description =
    'Every byte, record and page is checked first. The home must be new or empty, and trading is halted in it, because ' +
    'more may have been traded since. Real money has to be armed again. See docs/backup.md.';
  static override examples = [
    {
      description: 'Into a new home',
      command: '<%= config.bin %> restore /mnt/backups/before-upgrade.tgz --home /var/lib/hive-restored',
    },
    {
      description: 'Only check it',
      command: '<%= config.bin %> restore /mnt/backups/before-upgrade.tgz --verify',
    },
    {
      description: 'What is in it, for a script',
      command: '<%= config.bin %> restore /mnt/backups/before-upgrade.tgz --verify --json',
    },
  ];
  static override args = {
    file: Args.string({ required: true, description: 'The backup.' }),
  };
  static override flags = {
    verify: Flags.boolean({ summary: 'Only check the backup; no home is touched.' }),
  };

  protected override get deed() {
    return this.flags.verify ? null : { what: `Restored from ${this.args.file}` };
  }

  protected override async work() {
    const app = await this.app();
    const report = await app.restore({ file: this.args.file, verifyOnly: this.flags.verify === true });
    return { data: report, text: () => this.#text(report) };
  }

  async #text(report: RestoreReport): Promise<string> {
    const { renderRestore } = await import('../output/render/backup.ts');
    return renderRestore(report, await this.screen());
  }
}
