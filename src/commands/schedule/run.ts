import { Flags } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';
import type { RunStarted } from '../../lib/app/schedule/run.ts';

export default class ScheduleRun extends HiveCommand<typeof ScheduleRun> {
  static override readonly schemaName = 'schedule-run';
  static override summary = 'Run the schedule in the foreground, for containers.';
  static override description =
    'Starts the same commands as cron would, each as a process of its own, never two of one job at once. The first ' +
    'Ctrl-C or SIGTERM starts nothing new and lets a running tick finish, for 110 seconds at most; the second ends it. ' +
    'Exit code 75: another one runs in this home. With --json it prints one line when it has started. See ' +
    'docs/scheduling.md.';
  static override examples = [
    { description: 'Run the hive until Ctrl-C', command: '<%= config.bin %> schedule run' },
    { description: 'With the dashboards', command: '<%= config.bin %> schedule run --serve' },
    {
      description: 'In a container: say only what fails',
      command: '<%= config.bin %> schedule run --home /data --serve --quiet',
    },
  ];
  static override flags = {
    serve: Flags.boolean({ summary: 'Serve the dashboards as well, and again whenever that ends.' }),
    port: Flags.integer({
      dependsOn: ['serve'],
      min: 1,
      max: 65_535,
      helpValue: 'N',
      summary: 'Port of the dashboards, instead of 8787.',
    }),
  };

  protected override async work() {
    const [stop, kill] = [this.stopSignal(), this.secondSignal()];
    const app = await this.app();
    await app.scheduleRun({
      root: this.config.root,
      configFile: this.flags.config,
      serve: this.flags.serve ? { port: this.flags.port ?? null } : null,
      ...{ stop, kill },
      say: line => this.say(line),
      warn: line => this.warnNow(line),
      onStart: started => this.#announce(started),
    });
    return null;
  }

  #announce(started: RunStarted): Promise<void> {
    const text = async () => {
      const { renderScheduleRun } = await import('../../output/render/schedule-run.ts');
      return renderScheduleRun(started, await this.screen());
    };
    return this.print({ data: started, text });
  }
}
