import { HiveCommand } from '../../base-command.ts';
import type { ScheduleShown } from '../../lib/app/schedule/show.ts';

export default class ScheduleShow extends HiveCommand<typeof ScheduleShow> {
  static override readonly schemaName = 'schedule-show';
  static override summary = 'See what runs the hive, and the next runs of each job.';
  static override description =
    'Says whether cron, systemd or hive schedule run starts the jobs of this home, whether that is what the settings ' +
    'say, and when each job runs next: in UTC, here and in New York. See docs/scheduling.md.';
  static override examples = [
    { description: 'Who runs what, and when', command: '<%= config.bin %> schedule show' },
    {
      description: 'When the next tick is',
      command: `<%= config.bin %> schedule show --json | jq -r '.data.jobs[0].next[0].at'`,
    },
    {
      description: 'The runs around a change of the clocks',
      command: '<%= config.bin %> schedule show --as-of 2026-11-01T05:50:00Z',
    },
  ];

  protected override async work() {
    const app = await this.app();
    const shown = await app.scheduleShow({ root: this.config.root, configFile: this.flags.config });
    return { data: shown, text: () => this.#text(shown) };
  }

  async #text(shown: ScheduleShown): Promise<string> {
    const { renderSchedule } = await import('../../output/render/schedule-show.ts');
    return renderSchedule(shown, await this.screen());
  }
}
