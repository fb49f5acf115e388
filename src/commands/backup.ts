import { Flags } from '@oclif/core';
import { HiveCommand } from '../base-command.ts';
import type { BackupReport } from '../lib/app/backup/backup.ts';

export default class Backup extends HiveCommand<typeof Backup> {
  static override readonly schemaName = 'backup';
  static override summary = 'Write a backup of this home while it is worked in.';
  static override description =
    'Journal, store, books of the embedded broker, models, trades, reports and settings, all of one moment, in one ' +
    'private file that is read back and checked. No keys, tokens or permission to trade real money are in it. Exit ' +
    'code 75: a tick or a training cycle went on for two minutes. See docs/backup.md.';
  static override examples = [
    { description: 'Into a folder', command: '<%= config.bin %> backup --to /mnt/backups' },
    { description: 'Into a file', command: '<%= config.bin %> backup --to /mnt/backups/before-upgrade.tgz' },
    {
      description: 'To backup.folder, once a day, from a schedule',
      command: '<%= config.bin %> backup --quiet',
    },
  ];
  static override flags = {
    to: Flags.string({
      helpValue: 'PLACE',
      summary: 'Folder, or file that ends in .tgz, instead of backup.folder.',
    }),
    keep: Flags.integer({
      min: 1,
      helpValue: 'N',
      summary: 'How many of the newest of this home stay in the folder, instead of backup.keep.',
    }),
  };

  protected override get job() {
    return 'backup' as const;
  }

  protected override async work() {
    const app = await this.app();
    const { to = null, keep = null } = this.flags;
    const report = await app.backup({ to, keep, version: this.config.version });
    const { file, bytes, tickHeldMs, removed, journal } = report;
    return {
      data: report,
      text: () => this.#text(report),
      facts: { file, bytes, tickHeldMs, removed, seq: journal?.seq },
    };
  }

  async #text(report: BackupReport): Promise<string> {
    const { renderBackup } = await import('../output/render/backup.ts');
    return renderBackup(report, await this.screen());
  }
}
