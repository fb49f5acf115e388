import { Flags } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';
import type { BreakEvenRow } from '../../lib/app/learn/break-even-table.ts';
import { usageError } from '../../lib/core/errors.ts';

export default class LearnBreakeven extends HiveCommand<typeof LearnBreakeven> {
  static override readonly schemaName = 'learn-breakeven';
  static override summary = 'Show how often a bet must be right to pay for its costs, by horizon.';
  static override description =
    'From the stored bars and the configured costs: 1/2 + cost / (2 x mean move). Above 60 % a horizon is not worth ' +
    'learning for; above 100 % nothing can make it pay.';
  static override examples = [
    { description: 'All symbols', command: '<%= config.bin %> learn breakeven' },
    {
      description: 'Beside the fee of resting limit orders',
      command: '<%= config.bin %> learn breakeven --maker-fee 0.0015',
    },
    {
      description: 'For a script',
      command: "<%= config.bin %> learn breakeven --json | jq '.data.rows[] | select(.isWorthWhile)'",
    },
  ];
  static override flags = {
    'maker-fee': Flags.string({
      helpValue: 'RATE',
      summary: 'Fee a side of a coin order that rests, as a fraction, to compare with.',
    }),
  };

  protected override async work() {
    const app = await this.app();
    const rows = await app.learnBreakeven({ makerFeeRate: feeOf(this.flags['maker-fee']) });
    return { data: { rows }, text: () => this.#text(rows) };
  }

  async #text(rows: readonly BreakEvenRow[]): Promise<string> {
    const { renderBreakEven } = await import('../../output/render/learn-breakeven.ts');
    return renderBreakEven(rows, await this.screen());
  }
}

/** @throws HiveError (usage) for anything but a fraction from 0 to 0.05. */
function feeOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const rate = Number(text);
  if (text.trim() !== '' && rate >= 0 && rate <= 0.05) return rate;
  throw usageError({
    code: 'USAGE',
    message: `--maker-fee ${JSON.stringify(text)} is not a fraction from 0 to 0.05.`,
    next: 'Write 0.0015 for 0.15 %.',
  });
}
