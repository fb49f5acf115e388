import { Flags } from '@oclif/core';
import { HiveCommand } from '../base-command.ts';
import type { DemoReport } from '../lib/app/demo.ts';
import { demoHome, keepConfig, makeDemoHome, refuseRealMarket } from '../lib/app/demo-home.ts';
import { type HomePaths, homePaths } from '../lib/app/home.ts';

const MOST_DAYS = 365;

export default class Demo extends HiveCommand<typeof Demo> {
  static override readonly schemaName = 'demo';
  static override summary = 'See the whole loop work in under a minute, without keys or network.';
  static override description =
    'Backfills a simulated market, runs five training cycles and then two months of hourly ticks on a fast ' +
    'clock, and shows what came of it beside the random control arm and beside holding cash. It makes a home ' +
    'of its own, the folder hive-demo, that the other commands go on with; nothing that exists is touched.';
  static override examples = [
    { description: 'Two months', command: '<%= config.bin %> demo' },
    { description: 'Another market', command: '<%= config.bin %> demo --seed 7' },
    {
      description: 'Ten days, in a folder of your choice',
      command: '<%= config.bin %> demo --days 10 --home ./try',
    },
  ];
  static override flags = {
    days: Flags.integer({
      summary: 'Days to live through.',
      default: 60,
      min: 1,
      max: MOST_DAYS,
      helpValue: 'N',
    }),
  };

  #home: HomePaths | undefined;

  protected override get paths(): HomePaths {
    this.#home ??= homePaths(demoHome(this.flags.home, process.cwd()));
    return this.#home;
  }

  protected override async work() {
    const { config: file, seed } = this.flags;
    refuseRealMarket((await this.settingsOf(file)).config);
    makeDemoHome(this.paths, seed);
    if (file !== undefined) keepConfig(this.paths, file, seed);
    const app = await this.app();
    const progress = this.progress('Living through the days', 1);
    const report = await app.demo({
      days: this.flags.days,
      onProgress: (done, total) => progress.update(done / total),
    });
    progress.finish();
    return { data: report, text: () => this.#text(report) };
  }

  async #text(report: DemoReport): Promise<string> {
    const { renderDemo } = await import('../output/render/demo.ts');
    return renderDemo(report, this.terminal);
  }
}
