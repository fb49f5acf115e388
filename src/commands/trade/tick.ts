import { Flags } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';
import type { TickReport } from '../../lib/app/tick/run-tick.ts';
import { EXIT } from '../../lib/core/errors.ts';

export default class TradeTick extends HiveCommand<typeof TradeTick> {
  static override readonly schemaName = 'trade-tick';
  static override summary = 'Decide and trade once.';
  static override description =
    'One tick: settles what is open, looks at each symbol, trades at most once per symbol and side, ' +
    'writes everything to the journal, and ends. Made for cron, every two minutes. Not trading is an ' +
    'ordinary outcome (exit code 0) and has a reason; all reasons are in docs/reasons.md. Exit code 6: ' +
    'trading is halted. 75: another tick is running.';
  static override examples = [
    { description: 'One tick', command: '<%= config.bin %> trade tick' },
    { description: 'For cron', command: '<%= config.bin %> trade tick --quiet' },
    {
      description: 'At a moment of the simulated market',
      command: '<%= config.bin %> trade tick --as-of 2026-11-22T09:00:00Z',
    },
  ];

  static override flags = {
    'dry-run': Flags.boolean({ summary: 'Decide as a tick would, but send nothing and journal nothing.' }),
  };

  protected override get job() {
    return this.flags['dry-run'] ? null : ('tick' as const);
  }

  protected override async work() {
    const app = await this.app();
    const report = await app.tradeTick({ dryRun: this.flags['dry-run'] });
    return {
      data: report,
      text: () => this.#text(report),
      warnings: report.warnings,
      ...(report.halted === null ? {} : { exitCode: EXIT.refused, code: 'HALTED' }),
      facts: factsOf(report),
    };
  }

  async #text(report: TickReport): Promise<string> {
    const { renderTick } = await import('../../output/render/trade-tick.ts');
    return renderTick(report, await this.screen());
  }
}

const factsOf = ({ slot, outcomes, orders, open }: TickReport) => ({
  slot,
  outcomes: Object.fromEntries(outcomes.map(({ symbol, reason }) => [symbol, reason])),
  orders,
  open,
});
