import { Flags } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';
import type { HaltReport } from '../../lib/app/halt/halt.ts';
import { EXIT } from '../../lib/core/errors.ts';

const NO_REASON = 'halted by hand';

export default class TradeHalt extends HiveCommand<typeof TradeHalt> {
  static override readonly schemaName = 'trade-halt';
  static override summary = 'Switch trading off, at once and until it is resumed.';
  static override description =
    'The kill switch. It works while a tick is running: a tick reads it again just before it sends an ' +
    'order. First it is set on this machine; then open orders are cancelled at the broker, and the broker ' +
    'is told to take no new ones. Exit code 5: trading is off, but the broker did not answer. Positions ' +
    'stay as they are.';
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
    {
      description: 'Without asking the broker',
      command: '<%= config.bin %> trade halt --local',
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
    local: Flags.boolean({ summary: 'Only on this machine; open orders at the broker stay open.' }),
  };

  protected override get deed() {
    return { what: 'Trading halted', reason: this.flags.reason };
  }

  protected override async work() {
    const app = await this.app();
    const { reason, local } = this.flags;
    const onSwitched = () => this.#sayOn();
    const report = await app.halt({ reason, local, onSwitched });
    const failed = Object.values(report.steps).filter(({ state }) => state === 'failed');
    return {
      data: report,
      text: () => this.#text(report),
      warnings: [
        ...(report.journalled ? [] : ['The halt is on; the journal has no record of it.']),
        ...failed.map(({ detail }) => `The halt is on here, but not at the broker. ${detail}`),
      ],
      exitCode: failed.length > 0 ? EXIT.broker : EXIT.done,
    };
  }

  /** A broker that is slow to answer must not leave anybody in doubt. */
  #sayOn(): void {
    if (this.terminal.interactive) this.say('Trading is switched off on this machine; asking the broker.');
  }

  async #text(report: HaltReport): Promise<string> {
    const { renderHalt } = await import('../../output/render/trade-halt.ts');
    return renderHalt(report, await this.screen());
  }
}
