import { Args } from '@oclif/core';
import { HiveCommand } from '../base-command.ts';
import type { App } from '../lib/app/compose.ts';

export default class Predict extends HiveCommand<typeof Predict> {
  static override readonly schemaName = 'predict';
  static override summary = 'Say what the current models make of the newest bars.';
  static override description =
    'For every symbol: BUY, SELL or HOLD, the calibrated probability that a bet pays, the expected move ' +
    'against the round-trip cost, the break-even probability, the model and its age, and the features ' +
    'that counted most. A symbol without a forecast says why. Nothing is fetched or traded.';
  static override examples = [
    { description: 'All symbols', command: '<%= config.bin %> predict' },
    { description: 'One coin', command: '<%= config.bin %> predict BTC-USD' },
    { description: 'Two symbols, for a script', command: '<%= config.bin %> predict BTC-USD AAPL --json' },
  ];
  static override args = {
    symbol: Args.string({ description: 'Only these symbols: BTC-USD, AAPL.', multiple: true }),
  };

  protected override async work() {
    const app = await this.app();
    const forecasts = await app.predict(this.args.symbol ?? []);
    return { data: { forecasts }, text: () => this.#text(forecasts) };
  }

  async #text(report: Awaited<ReturnType<App['predict']>>): Promise<string> {
    const { renderPredict } = await import('../output/render/predict.ts');
    return renderPredict(report, await this.screen());
  }
}
