import { Flags } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';
import type { HaltReport } from '../../lib/app/halt.ts';

const NO_REASON = 'halted by hand';

export default class TradeHalt extends HiveCommand<typeof TradeHalt> {
  static override readonly schemaName = 'trade-halt';
  static override summary = 'Switch trading off, at once and until it is resumed.';
  static override description =
    'The kill switch. It works while a tick is running: a tick reads it again just before it sends an ' +
    'order. Positions stay as they are.';
  static override examples = [
    { description: 'Stop trading', command: '<%= config.bin %> trade halt' },
    {
      description: 'Say why, for the journal',
      command: '<%= config.bin %> trade halt --reason "exchange is down"',
    },
    {
      description: 'From a monitor',
      command: '<%= config.bin %> trade halt --reason "drawdown alarm" --quiet',
    },
  ];
  static override flags = {
    reason: Flags.string({
      default: NO_REASON,
      // A kill switch refuses nothing: a blank reason counts as none.
      parse: async text => text.trim() || NO_REASON,
      helpValue: 'TEXT',
      summary: 'Why, for the journal and for whoever resumes.',
    }),
  };

  protected override async work() {
    const app = await this.app();
    const report = await app.halt(this.flags.reason);
    return {
      data: report,
      text: () => this.#text(report),
      warnings: report.journalled ? [] : ['The halt is on; the journal has no record of it.'],
    };
  }

  async #text(report: HaltReport): Promise<string> {
    const { renderHalt } = await import('../../output/render/trade-halt.ts');
    return renderHalt(report, await this.screen());
  }
}
