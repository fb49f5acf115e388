import { Flags } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';
import type { UninstallReport } from '../../lib/app/schedule/uninstall.ts';

export default class ScheduleUninstall extends HiveCommand<typeof ScheduleUninstall> {
  static override readonly schemaName = 'schedule-uninstall';
  static override summary = 'Take the jobs out of cron and systemd again.';
  static override description =
    'Takes out exactly what hive schedule install put in for this home, wherever it is found; the rest of a crontab ' +
    'stays as it is to the byte. The home is not touched. When nothing is there, nothing is done.';
  static override examples = [
    { description: 'Take it out', command: '<%= config.bin %> schedule uninstall' },
    { description: 'See what would go', command: '<%= config.bin %> schedule uninstall --dry-run' },
    {
      description: 'Units of the machine',
      command: 'sudo <%= config.bin %> schedule uninstall --home /srv/hive',
    },
  ];
  static override flags = {
    'dry-run': Flags.boolean({ summary: 'Show what would be taken out, and do nothing.' }),
  };

  protected override async work() {
    const app = await this.app();
    const dryRun = this.flags['dry-run'] === true;
    const { warnings, ...report } = await app.scheduleUninstall({ dryRun });
    return { data: report, text: () => this.#text({ ...report, warnings }), warnings };
  }

  async #text(report: UninstallReport): Promise<string> {
    const { renderUninstall } = await import('../../output/render/schedule-install.ts');
    return renderUninstall(report, await this.screen());
  }
}
