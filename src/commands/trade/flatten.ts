import { Flags } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';
import { reasonFlag } from '../../flags.ts';
import type { PositionView } from '../../lib/app/book-view.ts';
import type { FlattenReport } from '../../lib/app/flatten.ts';
import { usageError } from '../../lib/core/errors.ts';

export default class TradeFlatten extends HiveCommand<typeof TradeFlatten> {
  static override readonly schemaName = 'trade-flatten';
  static override summary = 'Sell everything that is held.';
  static override description =
    'Cancels open orders, marks every position for sale in the journal, and runs one tick that only sells. An ' +
    'order stays within the cap of one order, so what is left is sold by the next ticks. Asks first: type ' +
    'flatten, or add --yes. Halt too if nothing shall be bought afterwards.';
  static override examples = [
    {
      description: 'Sell everything, after a question',
      command: '<%= config.bin %> trade flatten --reason "going away"',
    },
    {
      description: 'From a script',
      command: '<%= config.bin %> trade flatten --reason "drawdown alarm" --yes',
    },
    {
      description: 'While trading is halted',
      command: '<%= config.bin %> trade flatten --reason "enough" --even-if-halted',
    },
  ];
  static override flags = {
    reason: reasonFlag('Why, for the journal.'),
    'even-if-halted': Flags.boolean({ summary: 'Sell although the kill switch is on.' }),
    yes: Flags.boolean({ summary: 'Do not ask (for scripts).' }),
  };

  protected override get deed() {
    return { what: 'Everything sold', reason: this.flags.reason };
  }

  protected override async work() {
    const app = await this.app();
    const report = await app.flatten({
      reason: this.flags.reason,
      evenIfHalted: this.flags['even-if-halted'],
      confirm: held => this.#confirm(held),
    });
    return {
      data: report,
      text: () => this.#text(report),
      warnings: [
        ...(report.cancel.state === 'failed' ? [`Open orders: ${report.cancel.detail}`] : []),
        ...(report.tick?.warnings ?? []),
      ],
    };
  }

  async #confirm(held: readonly PositionView[]): Promise<boolean> {
    if (this.flags.yes) return true;
    if (!this.isPerson) throw noTerminal();
    const { renderFlattenPlan } = await import('../../output/render/trade-flatten.ts');
    const shown = renderFlattenPlan(held, await this.screen());
    return (await this.ask(`${shown}\n\nTo sell it, type: flatten\n> `)).trim() === 'flatten';
  }

  async #text(report: FlattenReport): Promise<string> {
    const { renderFlatten } = await import('../../output/render/trade-flatten.ts');
    return renderFlatten(report, await this.screen());
  }
}

const noTerminal = () =>
  usageError({
    code: 'NO_TERMINAL',
    message: 'Nobody can be asked whether to sell: this is no terminal.',
    next: 'Add --yes to sell without a question.',
  });
