import { HiveCommand } from '../../base-command.ts';
import { reasonFlag } from '../../flags.ts';
import type { ResumeReport } from '../../lib/app/halt/halt.ts';

export default class TradeResume extends HiveCommand<typeof TradeResume> {
  static override readonly schemaName = 'trade-resume';
  static override summary = 'Switch trading on again after a halt.';
  static override description =
    'Says what the halt was. The broker is told to take orders again; when it does not answer, trading stays ' +
    'halted (exit code 5). Then the reason for going on is written to the journal. Without a halt on this ' +
    'machine only the broker is told.';
  static override examples = [
    { description: 'Trade again', command: '<%= config.bin %> trade resume --reason "exchange is back"' },
    { description: 'See the halt first', command: '<%= config.bin %> status' },
    {
      description: 'From a script',
      command: '<%= config.bin %> trade resume --reason "checked by hand" --json',
    },
  ];
  static override flags = {
    reason: reasonFlag('Why trading may go on, for the journal.'),
  };

  protected override get deed() {
    return { what: 'Trading resumed', reason: this.flags.reason };
  }

  protected override async work() {
    const app = await this.app();
    const report = await app.resume(this.flags.reason);
    return {
      data: report,
      text: () => this.#text(report),
      warnings: report.changed && !report.journalled ? ['The journal has no record of the resume.'] : [],
    };
  }

  async #text(report: ResumeReport): Promise<string> {
    const { renderResume } = await import('../../output/render/trade-halt.ts');
    return renderResume(report, await this.screen());
  }
}
