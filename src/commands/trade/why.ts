import { Flags } from '@oclif/core';
import { HiveCommand } from '../../base-command.ts';
import type { TickStory } from '../../lib/app/why/trade-why.ts';

export default class TradeWhy extends HiveCommand<typeof TradeWhy> {
  static override readonly schemaName = 'trade-why';
  static override summary = 'Say why a tick traded or did not, in plain words.';
  static override description =
    'For each symbol: the reason and what it means, the signal against the threshold, the rule that refused, ' +
    'the quote, the features, the model, the odds, the order and what became of it. Read from the journal; ' +
    'nothing is changed.';
  static override examples = [
    { description: 'The last tick', command: '<%= config.bin %> trade why' },
    {
      description: 'The tick of a slot, as trade tick --json names it',
      command: '<%= config.bin %> trade why --tick 14915361',
    },
    {
      description: 'The features that were decided on',
      command: "<%= config.bin %> trade why --json | jq '.data.symbols[].decision.features'",
    },
  ];
  static override flags = {
    tick: Flags.integer({
      min: 1,
      helpValue: 'ID',
      summary: 'Slot of the tick, or the number of its TICK record; the last tick without it.',
    }),
  };

  protected override async work() {
    const app = await this.app();
    const story = await app.tradeWhy(this.flags.tick ?? null);
    return { data: story, text: () => this.#text(story) };
  }

  async #text(story: TickStory): Promise<string> {
    const { renderWhy } = await import('../../output/render/trade-why.ts');
    return renderWhy(story, await this.screen());
  }
}
