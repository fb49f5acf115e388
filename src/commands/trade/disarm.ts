import { HiveCommand } from '../../base-command.ts';
import { reasonFlag } from '../../flags.ts';
import type { DisarmReport } from '../../lib/app/arming/disarm.ts';

export default class TradeDisarm extends HiveCommand<typeof TradeDisarm> {
  static override readonly schemaName = 'trade-disarm';
  static override summary = 'Take the permission to trade real money back.';
  static override description =
    'It counts at once: a tick looks again just before it sends an order. Positions stay as they are, and are ' +
    'not sold either until somebody arms again.';
  static override examples = [
    {
      description: 'No more trades with real money',
      command: '<%= config.bin %> trade disarm --reason "holiday"',
    },
    { description: 'Sell everything first', command: '<%= config.bin %> trade flatten --reason "holiday"' },
    {
      description: 'From a script',
      command: '<%= config.bin %> trade disarm --reason "end of the test" --json',
    },
  ];
  static override flags = {
    reason: reasonFlag('Why, for the journal.'),
  };

  protected override get deed() {
    return { what: 'Real money disarmed', reason: this.flags.reason };
  }

  protected override async work() {
    const app = await this.app();
    const report = await app.disarm(this.flags.reason);
    return {
      data: report,
      text: () => this.#text(report),
      warnings: report.changed && !report.journalled ? ['The journal has no record of it.'] : [],
    };
  }

  async #text(report: DisarmReport): Promise<string> {
    const { renderDisarmed } = await import('../../output/render/trade-arm.ts');
    return renderDisarmed(report, await this.screen());
  }
}
