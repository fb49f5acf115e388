import { Flags } from '@oclif/core';
import { HiveCommand } from '../base-command.ts';
import type { PruneReport } from '../lib/app/prune/prune.ts';

export default class Prune extends HiveCommand<typeof Prune> {
  static override readonly schemaName = 'prune';
  static override summary = 'Remove what is older than the settings keep it.';
  static override description =
    'Old training cycles, equity, intraday bars, samples, logs, reports and left-over files go, so that the disk stays ' +
    'within a bound that docs/disk.md tells; settings are under retention. The journal, the ledger of tries and models ' +
    'are not touched. Made for a schedule, once a day. Works on a full disk. Exit code 75: a training cycle is running.';
  static override examples = [
    { description: 'See what would go', command: '<%= config.bin %> prune --dry-run' },
    { description: 'Once a day, from a schedule', command: '<%= config.bin %> prune --quiet' },
    { description: 'For a script', command: '<%= config.bin %> prune --json' },
  ];
  static override flags = {
    'dry-run': Flags.boolean({ summary: 'Only say what would go.' }),
  };

  protected override get job() {
    return this.flags['dry-run'] ? null : ('prune' as const);
  }

  protected override async work() {
    const app = await this.app();
    const report = await app.prune({ dryRun: this.flags['dry-run'] === true });
    const { rows, files, store } = report;
    return { data: report, text: () => this.#text(report), facts: { rows, files, store } };
  }

  async #text(report: PruneReport): Promise<string> {
    const { renderPrune } = await import('../output/render/prune.ts');
    return renderPrune(report, await this.screen());
  }
}
