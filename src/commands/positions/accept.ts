import { HiveCommand } from '../../base-command.ts';
import { reasonFlag } from '../../flags.ts';
import type { AcceptReport } from '../../lib/app/accept/accept-account.ts';

export default class PositionsAccept extends HiveCommand<typeof PositionsAccept> {
  static override readonly schemaName = 'positions-accept';
  static override summary = 'Take cash and coins into the journal as the broker has them.';
  static override description =
    'After a deposit, a withdrawal or a trade made by hand the journal and the account differ, and HIVE leaves ' +
    'the coins that differ alone. This takes the account as it is: the difference counts as money from or to ' +
    'outside, not as profit. An open order of which the broker has no trace 15 minutes after it was made is given ' +
    'up. While other orders are open nothing is taken (exit code 6).';
  static override examples = [
    {
      description: 'After a deposit',
      command: '<%= config.bin %> positions accept --reason "deposit of 500"',
    },
    { description: 'See the difference first', command: '<%= config.bin %> trade audit' },
    {
      description: 'From a script',
      command: '<%= config.bin %> positions accept --reason "sold by hand" --json',
    },
  ];
  static override flags = {
    reason: reasonFlag('Why they differ, for the journal.'),
  };

  protected override get deed() {
    return { what: 'Positions accepted', reason: this.flags.reason };
  }

  protected override async work() {
    const app = await this.app();
    const report = await app.acceptPositions(this.flags.reason);
    return { data: report, text: () => this.#text(report) };
  }

  async #text(report: AcceptReport): Promise<string> {
    const { renderAccepted } = await import('../../output/render/positions-accept.ts');
    return renderAccepted(report, await this.screen());
  }
}
